package org.meshparity.proxyruntime.mixer;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meshparity.proxyruntime.mixer.config.ConfigurationRefused;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;

/**
 * A running Mixer: takes reports over gRPC and shows the metrics it made of them.
 *
 * <p>One thread receives and counts. That is plenty for a mesh in a box, and it makes two reports
 * of one connection count in the order they were sent. Another one serves the pages, so that no
 * scrape keeps reports waiting.
 */
public final class Mixer implements AutoCloseable {

  /** What the real one allows. */
  private static final int MOST_CALLS_PER_CONNECTION = 1_024;

  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final long PING_SECONDS = 60;
  private static final long PING_ANSWER_SECONDS = 20;

  private final MixerSettings settings;
  private final MixerConfiguration configuration;
  private final ReportIntake intake;
  private final LoadShedder shedder;
  private final SelfMonitoring monitoring;
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("mixer-expiry", true));
  private final Deque<Runnable> closing = new ArrayDeque<>();

  private int grpcPort;
  private int metricsPort;
  private int monitoringPort;

  private Mixer(MixerSettings settings, MixerConfiguration configuration, PodDirectory pods) {
    this.settings = settings;
    this.configuration = configuration;
    int mostRows = settings.limits().maxLabelSets();
    intake = new ReportIntake(configuration, pods, mostRows, System::nanoTime);
    shedder = new LoadShedder(settings.limits().shedding(), System::nanoTime);
    monitoring = new SelfMonitoring(System.currentTimeMillis() / 1e3, intake.limit());
  }

  /**
   * Starts with the configuration that the settings name.
   *
   * @throws IOException when a file cannot be read or a port cannot be had; nothing is left running
   *     then
   * @throws ConfigurationRefused with everything that is wrong in the files
   */
  public static Mixer start(MixerSettings settings) throws IOException {
    MixerConfiguration configuration = configuration(settings.sources());
    PodDirectory pods =
        settings.sources().pods().isPresent()
            ? PodDirectory.load(settings.sources().pods().get())
            : PodDirectory.none();
    Mixer mixer = new Mixer(settings, configuration, pods);
    try {
      mixer.open();
      return mixer;
    } catch (IOException e) {
      mixer.close();
      throw e;
    }
  }

  private static MixerConfiguration configuration(MixerSettings.Sources sources)
      throws IOException {
    MixerConfiguration configuration =
        sources.defaults()
            ? MixerConfiguration.load(sources.release(), sources.files())
            : MixerConfiguration.loadAlone(sources.files());
    return sources.expiry().map(configuration::withExpiry).orElse(configuration);
  }

  private void open() throws IOException {
    closing.push(expiry::shutdownNow);
    var pages =
        new io.netty.channel.MultiThreadIoEventLoopGroup(
            1,
            new io.netty.util.concurrent.DefaultThreadFactory("mixer-pages", true),
            io.netty.channel.nio.NioIoHandler.newFactory());
    closing.push(() -> stop(pages));
    metricsPort = servePage(settings.metricsPort(), pages, intake.registry());
    monitoringPort = servePage(settings.monitoringPort(), pages, monitoring.registry());
    grpcPort = serveReports();
    configuration.expiryCheck().ifPresent(this::checkEvery);
  }

  private void checkEvery(Duration interval) {
    long millis = Math.max(1, interval.toMillis());
    var unused =
        expiry.scheduleWithFixedDelay(intake::expire, millis, millis, TimeUnit.MILLISECONDS);
  }

  private int servePage(int port, io.netty.channel.EventLoopGroup pages, CollectorRegistry registry)
      throws IOException {
    Page page = Page.serve(settings.listen(), port, pages, registry);
    closing.push(page::close);
    return page.port();
  }

  private int serveReports() throws IOException {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("mixer-grpc", true), NioIoHandler.newFactory());
    closing.push(() -> stop(loop));
    InetSocketAddress address = new InetSocketAddress(settings.listen(), settings.grpcPort());
    Server server =
        NettyServerBuilder.forAddress(address)
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .directExecutor()
            .maxInboundMessageSize(settings.limits().maxMessageBytes())
            .maxInboundMetadataSize(MOST_HEADER_BYTES)
            .maxConcurrentCallsPerConnection(MOST_CALLS_PER_CONNECTION)
            .handshakeTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS)
            .addStreamTracerFactory(new LatencyTracer(shedder, monitoring, System::nanoTime))
            .addService(new ReportService(intake, shedder, monitoring).definition())
            .build()
            .start();
    closing.push(() -> stop(server));
    return server.getPort();
  }

  private static void stop(EventLoopGroup loop) {
    var stopping = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    boolean unused = stopping.awaitUninterruptibly(2_000);
  }

  private static void stop(io.netty.channel.EventLoopGroup loop) {
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

  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
