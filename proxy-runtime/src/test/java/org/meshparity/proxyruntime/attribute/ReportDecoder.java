package org.meshparity.proxyruntime.attribute;

import java.util.function.Consumer;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;

/** Turns a report into bags that hold all it says; {@link ReportReader} is the quick way. */
public final class ReportDecoder {

  private ReportDecoder() {}

  /**
   * Hands every bag of a message to {@code sink}, in order.
   *
   * @throws MalformedReport when the request, or what is left of it, is refused
   */
  public static void decode(byte[] message, Consumer<AttributeBag> sink) {
    ReportReader reader = new ReportReader(name -> 0);
    reader.open(message);
    reader.read(new BagCollector(sink));
  }

  /**
   * Hands every bag of a request to {@code sink}, in order.
   *
   * @throws MalformedReport when the request, or what is left of it, is refused
   */
  public static void decode(ReportRequest request, Consumer<AttributeBag> sink) {
    decode(request.toByteArray(), sink);
  }
}
