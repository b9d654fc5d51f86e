package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The proxy command on a thread of its own, and what it printed. */
final class RunningProxy {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicInteger exit = new AtomicInteger(-1);
  private final Thread thread;

  RunningProxy(String... arguments) {
    thread = new Thread(() -> exit.set(commandLine(out, err).execute(arguments)));
    thread.start();
  }

  static CommandLine commandLine(StringWriter out, StringWriter err) {
    return new CommandLine(new ProxyCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  int port(String line) {
    Pattern wanted = Pattern.compile("(?m)^" + line + "\\s+(?:http|tcp)://127.0.0.1:(\\d+)");
    await().until(() -> wanted.matcher(out.toString()).find() || exit.get() >= 0);
    Matcher found = wanted.matcher(out.toString());
    assertThat(found.find()).as(out + " " + err).isTrue();
    return Integer.parseInt(found.group(1));
  }

  String page() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port("metrics") + Sidecar.STATS_PATH);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String out() {
    return out.toString();
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(10_000);
  }
}
