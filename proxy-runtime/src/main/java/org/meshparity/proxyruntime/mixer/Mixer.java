package org.meshparity.proxyruntime.mixer;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meshparity.proxyruntime.CpuOfThreads;

/**
 * A running Mixer: takes reports over gRPC and shows the metrics it made of them.
 *
 * <p>One thread receives and counts. That is plenty for a mesh in a box, and it makes two reports
 * of one connection count in the order they were sent.
 */
public final class Mixer implements AutoCloseable {

  private final MixerSettings settings;
  private final MixerMetrics metrics;
  private final SelfMonitoring monitoring = new SelfMonitoring(System.currentTimeMillis() / 1e3);
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("mixer-pages", true));
  private final CpuOfThreads receiving =
      new CpuOfThreads(new DefaultThreadFactory("mixer-grpc", true));
  private final Deque<Runnable> closing = new ArrayDeque<>();

  private int grpcPort;
  private int metricsPort;
  private int monitoringPort;

  private Mixer(MixerSettings settings, MixerMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Starts with the default configuration of the release.
   *
   * @throws IOException when a port cannot be had; nothing is left running then
   */
  public static Mixer start(MixerSettings settings) throws IOException {
    return start(
        settings, new MixerMetrics(DefaultConfiguration.of(settings.release()), System::nanoTime));
  }

  static Mixer start(MixerSettings settings, MixerMetrics metrics) throws IOException {
    Mixer mixer = new Mixer(settings, metrics);
    try {
      mixer.open();
      return mixer;
    } catch (IOException e) {
      mixer.close();
      throw e;
    }
  }

  private void open() throws IOException {
    closing.push(background::shutdownNow);
    metricsPort = servePage(settings.metricsPort(), metrics::write);
    monitoringPort = servePage(settings.monitoringPort(), monitoring::write);
    grpcPort = serveReports();
    Duration expiry = settings.expiry();
    long checkMillis = Math.max(1, expiry.toMillis() / 2);
    var unused =
        background.scheduleWithFixedDelay(
            () -> metrics.expire(expiry), checkMillis, checkMillis, TimeUnit.MILLISECONDS);
  }

  private int servePage(int port, Page.Body body) throws IOException {
    Page page = Page.serve(settings.listen(), port, background, body);
    closing.push(page::close);
    return page.port();
  }

  private int serveReports() throws IOException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, receiving, NioIoHandler.newFactory());
    closing.push(() -> stop(loop));
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.listen(), settings.grpcPort()))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .directExecutor()
            .addService(new ReportService(metrics, monitoring).definition())
            .build()
            .start();
    closing.push(() -> stop(server));
    return server.getPort();
  }

  private static void stop(EventLoopGroup loop) {
    var stopping = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    boolean unused = stopping.awaitUninterruptibly(2_000);
  }

  private static void stop(Server server) {
    server.shutdownNow();
    try {
      server.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where reports are taken. */
  public int grpcPort() {
    return grpcPort;
  }

  /** Where the metrics made of them are shown, at {@code /metrics}. */
  public int metricsPort() {
    return metricsPort;
  }

  /** Where its own start time and counters are shown, at {@code /metrics}. */
  public int monitoringPort() {
    return monitoringPort;
  }

  /** How many attribute bags were received since the start. */
  public long reportsReceived() {
    return monitoring.reportsReceived();
  }

  /** CPU time of receiving, decoding and counting reports, in nanoseconds. */
  public long receivingCpuNanos() {
    return receiving.nanos();
  }

  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
