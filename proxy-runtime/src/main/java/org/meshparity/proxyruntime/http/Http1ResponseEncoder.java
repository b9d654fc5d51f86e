package org.meshparity.proxyruntime.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder, which also knows that the answer to a HEAD has no body. */
public final class Http1ResponseEncoder extends HttpResponseEncoder {

  private boolean answersHead;

  /** Says what the next answer answers. */
  public void answersHead(boolean answersHead) {
    this.answersHead = answersHead;
  }

  /** Whether the answer under way is one to a HEAD. */
  public boolean answersHead() {
    return answersHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return answersHead || super.isContentAlwaysEmpty(response);
  }
}
