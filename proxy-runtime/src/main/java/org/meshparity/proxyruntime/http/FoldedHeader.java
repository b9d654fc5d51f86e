package org.meshparity.proxyruntime.http;

/** A header field goes on in a second line, which is read differently by different servers. */
final class FoldedHeader extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  FoldedHeader() {
    super("a header field must not go on in another line");
  }
}
