package org.meshparity.comparator.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.meshparity.comparator.verdict.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;

/**
 * Checks that stay in the file of their report: only where each stretch begins is kept, so that a
 * report longer than the heap can be read from its beginning to its end.
 */
final class FiledChecks extends CheckList {

  private static final int IN_STRETCH = 256;
  private static final byte[] BEFORE = {'['};

  private final Path file;
  private final ObjectReader reader;
  private final long[] begins;
  private final int size;

  private FiledChecks(Path file, ObjectReader reader, long[] begins, int size) {
    this.file = file;
    this.reader = reader;
    this.begins = begins;
    this.size = size;
  }

  /** Notes where checks are, while somebody reads past them. */
  static final class Places {
    private long[] begins = new long[16];
    private int size;

    /** The next check begins at a byte of the file. */
    void add(long at) {
      int stretch = size / IN_STRETCH;
      if (size++ % IN_STRETCH == 0) {
        begins = stretch == begins.length ? Arrays.copyOf(begins, 2 * stretch) : begins;
        begins[stretch] = at;
      }
    }

    /** All of them. */
    FiledChecks in(Path file, ObjectReader reader) {
      return new FiledChecks(file, reader, begins, size);
    }
  }

  @Override
  public int stretches() {
    return (size + IN_STRETCH - 1) / IN_STRETCH;
  }

  @Override
  public int begin(int stretch) {
    return Math.min(size, stretch * IN_STRETCH);
  }

  @Override
  public List<Report.Check> stretch(int stretch) {
    List<Report.Check> checks = new ArrayList<>();
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        JsonParser json = reader.createParser(from(channel.position(begins[stretch])))) {
      json.nextToken();
      for (int i = begin(stretch); i < begin(stretch + 1); i++) {
        json.nextToken();
        checks.add(reader.readValue(json));
      }
      return checks;
    } catch (JacksonException | IOException changed) {
      throw new IllegalArgumentException(
          file + " was changed while it was read; read it again once it is whole", changed);
    }
  }

  /** What follows is the rest of an array. */
  private static InputStream from(SeekableByteChannel channel) {
    return new SequenceInputStream(
        new ByteArrayInputStream(BEFORE), Channels.newInputStream(channel));
  }

  @Override
  public CheckList only(Set<Verdict> verdicts) {
    return where(check -> verdicts.contains(check.verdict()));
  }

  @Override
  public CheckList open() {
    return where(check -> check.gating() && check.verdict() == Verdict.UNDECIDABLE);
  }

  private CheckList where(Predicate<Report.Check> wanted) {
    return new KeptChecks(stream().filter(wanted).toList());
  }

  @Override
  public Collection<Map<String, String>> groups() {
    Set<Map<String, String>> groups = new HashSet<>();
    forEach(check -> groups.add(check.group()));
    return groups;
  }
}
