package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.Map;
import org.meshparity.comparator.series.Labels;

/**
 * Makes series of a stream of chunks. A series may go on in the next frame; it is handed on when
 * another one begins, or at the end. What a server adds to every series, its external labels, is
 * taken off again.
 */
final class ChunkAnswer {

  private static final int XOR = 1;

  private final Map<String, String> external;
  private final ElementReader.Sink into;
  private final Utf8 utf8 = new Utf8();
  private final LabelTexts texts = new LabelTexts();
  private final LabelBuffer labels = new LabelBuffer();
  private final SeriesSeen seen = new SeriesSeen();
  private final ChunkRow row;
  private Labels current = Labels.of(Map.of());
  private long currentHash;
  private boolean begun;

  /**
   * @param external labels with their values, which the server adds to series that lack them
   */
  ChunkAnswer(TimeRange asked, Map<String, String> external, ElementReader.Sink into) {
    this.external = external;
    this.into = into;
    this.row = new ChunkRow(asked);
  }

  /**
   * Reads one message.
   *
   * @throws Unsuited if there are series that carry an external label themselves, or histograms
   */
  void frame(byte[] bytes, int length) throws IOException {
    boolean own = query(bytes, length) == external.size(); // those before ask for strangers
    ProtoBytes message = new ProtoBytes(bytes, 0, length);
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field != 1) {
        message.skip();
        continue;
      }
      if (!own) {
        throw new Unsuited("has series that carry one of its external labels themselves");
      }
      message.content();
      series(bytes, message.from, message.to);
    }
  }

  private static long query(byte[] bytes, int length) throws WrongAnswer {
    ProtoBytes message = new ProtoBytes(bytes, 0, length);
    long query = 0;
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field == 2) {
        query = message.number();
      } else {
        message.skip();
      }
    }
    return query;
  }

  /** Hands on the last series. */
  void end() throws WrongAnswer {
    if (begun && row.size() > 0) {
      into.accept(current, row.timestamps(), row.values());
    }
    row.clear();
    begun = false;
  }

  private void series(byte[] bytes, int from, int to) throws IOException {
    labels(bytes, from, to);
    if (!begun || labels.hash() != currentHash) {
      end();
      begin();
    }
    ProtoBytes message = new ProtoBytes(bytes, from, to);
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field == 2) {
        message.content();
        chunk(bytes, message.from, message.to);
      } else {
        message.skip();
      }
    }
  }

  private void begin() throws WrongAnswer {
    current = labels.labels();
    currentHash = labels.hash();
    begun = true;
    if (seen.add(currentHash, 1) > 0) {
      throw ElementReader.wrong("the series " + Shortened.text(current.toString(), 200) + " twice");
    }
  }

  private void labels(byte[] bytes, int from, int to) throws IOException {
    labels.clear();
    int place = 0;
    ProtoBytes message = new ProtoBytes(bytes, from, to);
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field == 1) {
        message.content();
        label(bytes, message.from, message.to, place);
        place += 2;
      } else {
        message.skip();
      }
    }
  }

  private void label(byte[] bytes, int from, int to, int place) throws IOException {
    ProtoBytes message = new ProtoBytes(bytes, from, to);
    int nameFrom = from;
    int nameTo = from;
    int valueFrom = from;
    int valueTo = from;
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field > 2) {
        message.skip();
        continue;
      }
      message.content();
      if (field == 1) {
        nameFrom = message.from;
        nameTo = message.to;
      } else {
        valueFrom = message.from;
        valueTo = message.to;
      }
    }
    if (!utf8.holds(bytes, nameFrom, nameTo) || !utf8.holds(bytes, valueFrom, valueTo)) {
      throw ElementReader.wrong("a label of bytes that are not UTF-8");
    }
    LabelTexts.Text name = texts.read(place, bytes, nameFrom, nameTo);
    LabelTexts.Text value = texts.read(place + 1, bytes, valueFrom, valueTo);
    if (value.string().equals(external.get(name.string()))) {
      return;
    }
    try {
      labels.add(name.string(), name.hash(), value.string(), value.hash());
    } catch (IllegalArgumentException e) {
      throw ElementReader.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void chunk(byte[] bytes, int from, int to) throws IOException {
    ProtoBytes message = new ProtoBytes(bytes, from, to);
    long type = 0;
    int dataFrom = 0;
    int dataTo = 0;
    for (int field = message.field(); field != 0; field = message.field()) {
      switch (field) {
        case 3 -> type = message.number();
        case 4 -> {
          message.content();
          dataFrom = message.from;
          dataTo = message.to;
        }
        default -> message.skip();
      }
    }
    if (type != XOR) {
      throw new Unsuited("has chunks of another kind than plain samples (kind " + type + ")");
    }
    row.add(bytes, dataFrom, dataTo);
  }
}
