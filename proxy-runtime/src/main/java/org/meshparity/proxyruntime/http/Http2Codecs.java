package org.meshparity.proxyruntime.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;

/** Netty's HTTP/2 codec, with limits. */
public final class Http2Codecs {

  private static final int MAX_RESETS = 200;
  private static final int RESET_WINDOW_SECONDS = 10;
  private static final int MAX_QUEUED_CONTROL_FRAMES = 1_000;

  private Http2Codecs() {}

  /** For connections that are accepted. */
  public static Http2FrameCodec server(HeadLimits limits) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(settings(limits).maxConcurrentStreams(limits.streams()))
        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
        .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES)
        .gracefulShutdownTimeoutMillis(0)
        .build();
  }

  /** For connections that are opened. */
  public static Http2FrameCodec client(HeadLimits limits) {
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(settings(limits).pushEnabled(false))
        .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES)
        .gracefulShutdownTimeoutMillis(0)
        .build();
  }

  private static Http2Settings settings(HeadLimits limits) {
    return Http2Settings.defaultSettings().maxHeaderListSize(limits.bytes());
  }

  /**
   * Gives the connection as a whole room for a full window of every stream: else a few streams
   * whose readers are slow would hold up all others.
   */
  public static void widen(ChannelHandlerContext codec, HeadLimits limits) {
    Http2Connection connection = ((Http2FrameCodec) codec.handler()).connection();
    int more = Http2CodecUtil.DEFAULT_WINDOW_SIZE * (limits.streams() - 1);
    try {
      connection.local().flowController().incrementWindowSize(connection.connectionStream(), more);
    } catch (Http2Exception e) {
      throw new IllegalStateException(
          "a window of " + limits.streams() + " streams is too wide", e);
    }
    codec.flush();
  }
}
