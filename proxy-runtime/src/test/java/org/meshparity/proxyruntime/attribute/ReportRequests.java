package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;

/** What the encoder writes, read back by protobuf's own classes. */
public final class ReportRequests {

  private ReportRequests() {}

  /** The request that carries these bags. */
  public static ReportRequest of(List<AttributeBag> bags) {
    try {
      return ReportRequest.parseFrom(ReportEncoder.message(bags));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("wrote a request that cannot be read", e);
    }
  }
}
