package org.meshparity.proxyruntime.vectors;

import io.grpc.CallOptions;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * gRPC calls one after another, each of its messages and of a status.
 *
 * @param count of calls
 * @param status every call ends with
 * @param asked messages of each call's request
 * @param answered messages of each call's response
 */
record GrpcTraffic(int count, int status, int asked, int answered) implements Traffic {

  private static final String METHOD = "EchoServer/Echo";

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
        .setFullMethodName(name)
        .build();
  }

  @Override
  public BackEnd open() throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .fallbackHandlerRegistry(new Answers(this))
            .build()
            .start();
    return new BackEnd() {
      @Override
      public int port() {
        return server.getPort();
      }

      @Override
      public void close() {
        server.shutdownNow();
      }
    };
  }

  @Override
  public void send(int port) throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      for (int i = 0; i < count; i++) {
        Status ended = call(channel);
        if (ended.getCode().value() != status) {
          throw new IOException("a call must end with status " + status + ", was " + ended);
        }
      }
    } finally {
      channel.shutdownNow();
      channel.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private Status call(ManagedChannel channel) throws Exception {
    Calling calling = new Calling();
    StreamObserver<byte[]> request =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(
                method(METHOD), CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS)),
            calling);
    for (int i = 0; i < asked; i++) {
      request.onNext(new byte[] {8, 1});
    }
    request.onCompleted();
    Status ended = calling.ended.get(20, TimeUnit.SECONDS);
    if (calling.messages != answered) {
      throw new IOException("a call must have " + answered + " answers, was " + calling.messages);
    }
    return ended;
  }

  private static final class Calling implements StreamObserver<byte[]> {

    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private volatile int messages;

    @Override
    public void onNext(byte[] value) {
      messages = messages + 1;
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(((StatusRuntimeException) failure).getStatus());
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }

  /** Takes all of a call's messages, then answers. */
  private static final class Answers extends HandlerRegistry {

    private final GrpcTraffic traffic;

    Answers(GrpcTraffic traffic) {
      this.traffic = traffic;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      return ServerMethodDefinition.create(
          method(name), ServerCalls.asyncBidiStreamingCall(this::answer));
    }

    private StreamObserver<byte[]> answer(StreamObserver<byte[]> response) {
      return new StreamObserver<>() {
        @Override
        public void onNext(byte[] message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          for (int i = 0; i < traffic.answered; i++) {
            response.onNext(new byte[] {8, 1});
          }
          if (traffic.status == 0) {
            response.onCompleted();
          } else {
            response.onError(Status.fromCodeValue(traffic.status).asRuntimeException());
          }
        }
      };
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
