package org.meshparity.proxyruntime.sidecar;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A line to Mixer on which a share of the calls fails, as they do when Mixer sheds load.
 *
 * <p>The failures are spread evenly: of a tenth, every tenth call fails.
 */
final class LossyLine implements ClientInterceptor {

  private final DoubleSupplier share;
  private double owed;

  LossyLine(DoubleSupplier share) {
    this.share = share;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return failsNow() ? new FailedCall<>() : next.newCall(method, options);
  }

  private synchronized boolean failsNow() {
    owed += share.getAsDouble();
    if (owed < 1 - 1e-9) {
      return false;
    }
    owed -= 1;
    return true;
  }

  private static final class FailedCall<Q, A> extends ClientCall<Q, A> {

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      listener.onClose(Status.UNAVAILABLE.withDescription("lost on purpose"), new Metadata());
    }

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }
}
