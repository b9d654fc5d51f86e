package org.meshparity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.rules.Packs;
import org.meshparity.web.Listen;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.api.PackList;
import org.meshparity.web.config.ComparisonPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does once what {@code check}, {@code serve} and {@code mesh} do when they start, against a server
 * of its own on loopback. A JVM that was told to write down which classes it loads then has the
 * list of which an archive is made, and with that archive every later start is fast. The launcher
 * and the image run this once for each build, the image by {@link ClassArchive}; it is no command
 * for people.
 */
@Command(
    name = RehearsalCommand.NAME,
    hidden = true,
    description = "Loads what other commands load; for the archive of classes.")
final class RehearsalCommand implements Callable<Integer> {

  static final String NAME = "rehearse";

  private static final String PACK = "istio-mixer-to-inproxy";

  @Option(names = "--archive", description = "Makes the archive, with a rehearsal of its own.")
  private @Nullable Path archive;

  @Option(names = "--options", description = "Where to write the options of a Java that uses it.")
  private @Nullable Path options;

  @Option(
      names = "--lambdas",
      description = "Where to write the lambdas that the list of loaded classes lacks.")
  private @Nullable Path lambdas;

  /** For picocli. */
  RehearsalCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (archive != null && options != null) {
      String said = new ClassArchive(archive, options).make(System.getProperty("java.class.path"));
      System.out.println(said.isEmpty() ? "made " + archive : "no archive of classes: " + said);
      return 0;
    }
    rehearse();
    if (lambdas != null) {
      Files.write(lambdas, RehearsedLambdas.of(RehearsedClasses.names()));
    }
    return 0;
  }

  private static void rehearse() throws IOException, InterruptedException {
    try (RehearsalServer prometheus = RehearsalServer.start()) {
      helpOfAll();
      check(prometheus.url());
      RehearsedClasses.load();
      serve(prometheus.url());
    }
    MeshRehearsal.play();
  }

  private static void helpOfAll() {
    for (String name : Meshparity.commandLine().getSubcommands().keySet()) {
      String[] words = {"help", name};
      Meshparity.commandLine(words).execute(words);
    }
  }

  /** Whatever it finds. */
  private static void check(String prometheus) {
    String[] words = {"check", "--pack", PACK, "--prometheus", prometheus, "--output", "json"};
    Meshparity.commandLine(words).execute(words);
    words[words.length - 1] = "text";
    Meshparity.commandLine(words).execute(words);
  }

  private static void serve(String prometheus) throws IOException {
    try (Service service = Service.start(settings(prometheus))) {
      OkHttpClient client = new OkHttpClient();
      get(client, service.url());
      get(client, service.url().resolve("actuator/health"));
    }
  }

  private static void get(OkHttpClient client, URI page) throws IOException {
    Request request = new Request.Builder().url(page.toString()).build();
    try (Response answer = client.newCall(request).execute()) {
      if (!answer.isSuccessful()) {
        throw new IOException(page + " answered " + answer.code());
      }
      answer.body().bytes();
    }
  }

  private static ServiceSettings settings(String prometheus) {
    PrometheusSource source = PrometheusSource.of(prometheus, PrometheusOptions.DEFAULT);
    var side = new ComparisonPlan.Side(source, Optional.empty(), Optional.empty());
    ComparisonPlan plan =
        new ComparisonPlan(
            "rehearsal",
            Packs.builtIn(PACK),
            side,
            side,
            ComparisonPlan.WINDOW,
            ComparisonPlan.EVERY,
            ComparisonPlan.TOLERANCE);
    return new ServiceSettings(
        Listen.parse("127.0.0.1:0"),
        false,
        Set.of(),
        List.of(plan.scheduled()),
        PackList.builtIn(),
        Optional::empty);
  }
}
