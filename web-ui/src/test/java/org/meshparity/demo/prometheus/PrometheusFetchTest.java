package org.meshparity.demo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local release server hands out right, wrong and broken archives. */
class PrometheusFetchTest {

  private static final String FOLDER = "prometheus-2.53.4.linux-amd64";

  @TempDir Path home;

  private final MockWebServer server = new MockWebServer();
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theRightArchiveIsFetchedOnceAndFoundEverAfter() throws Exception {
    byte[] archive = Archives.release(FOLDER);
    answerWith(archive);

    PrometheusSearch first = search(release(archive)).find();
    PrometheusSearch second = search(release(archive)).find();

    assertThat(first.binary()).contains(cache().resolve(FOLDER + "/" + FOLDER + "/prometheus"));
    assertThat(second.binary()).isEqualTo(first.binary());
    assertThat(((PrometheusSearch.Found) second).version()).isEqualTo("2.53.4");
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(server.takeRequest().getUrl().encodedPath())
        .isEqualTo("/v2.53.4/" + FOLDER + ".tar.gz");
    assertThat(notices).hasSize(1);
  }

  @Test
  void anArchiveWithAnotherChecksumIsRefusedAndNothingStays() throws Exception {
    answerWith(Archives.release("another"));

    assertRefused(release(Archives.release(FOLDER)), "has another checksum than is pinned");
  }

  @Test
  void aTruncatedArchiveIsRefusedAndNothingStays() throws Exception {
    byte[] archive = Archives.release(FOLDER);
    server.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(archive))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertRefused(release(archive), "broke off after");
  }

  @Test
  void anArchiveCutBeforeItWasPinnedIsRefused() throws Exception {
    byte[] whole = Archives.release(FOLDER);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    answerWith(half);

    assertRefused(release(half), "EOF");
  }

  @Test
  void anArchiveThatIsNotThereIsSaidToBeMissing() throws Exception {
    server.enqueue(new MockResponse.Builder().code(404).body("Not Found").build());

    assertRefused(release(Archives.release(FOLDER)), "answered 404");
  }

  @Test
  void aServerThatIsNotThereIsGivenUpAtOnce() throws Exception {
    OfficialRelease release = release(Archives.release(FOLDER));
    server.close();

    assertRefused(release, "ConnectException");
  }

  @Test
  void anArchiveWithoutTheProgramIsRefused() throws Exception {
    byte[] archive = Archives.empty().program("README", "no program").finish();
    answerWith(archive);

    assertRefused(release(archive), "is not an executable file");
  }

  @Test
  void aProgramThatIsNoPrometheusIsRefused() throws Exception {
    byte[] archive =
        Archives.empty().program(FOLDER + "/prometheus", "#!/bin/sh\necho hello\n").finish();
    answerWith(archive);

    assertRefused(release(archive), "does not name itself a Prometheus");
  }

  @Test
  void theNextWayIsTakenWhenTheFirstFails() throws Exception {
    byte[] archive = Archives.release(FOLDER);
    server.enqueue(new MockResponse.Builder().code(503).build());
    answerWith(archive);
    OfficialRelease other =
        new OfficialRelease(base(), "2.53.3", "linux-amd64", Archives.sha256(archive));

    PrometheusSearch found = search(other, release(archive)).find();

    assertThat(found.binary()).isPresent();
    assertThat(found.reasons()).anyMatch(reason -> reason.contains("answered 503"));
  }

  @Test
  void whatAnInterruptedFetchLeftIsClearedAway() throws Exception {
    Files.createDirectories(cache().resolve("partial-123/" + FOLDER));
    byte[] archive = Archives.release(FOLDER);
    answerWith(archive);

    assertThat(search(release(archive)).find().binary()).isPresent();
    assertThat(leftInCache()).containsExactlyInAnyOrder("lock", FOLDER);
  }

  @Test
  void aDamagedCopyIsReplaced() throws Exception {
    Path program = cache().resolve(FOLDER + "/" + FOLDER + "/prometheus");
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    byte[] archive = Archives.release(FOLDER);
    answerWith(archive);

    assertThat(search(release(archive)).find().binary()).contains(program);
    assertThat(Files.readString(program)).isEqualTo(Archives.PROGRAM);
  }

  @Test
  void twoWhoFetchAtOnceShareOneCopy() throws Exception {
    byte[] archive = Archives.release(FOLDER);
    answerWith(archive);
    OfficialRelease release = release(archive);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Callable<PrometheusSearch> one = () -> search(release).find();

    for (var answer : threads.invokeAll(List.of(one, one))) {
      assertThat(answer.get().binary()).isPresent();
    }
    threads.shutdown();

    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aProgramOnThePathGoesFirst() throws Exception {
    Path program = home.resolve("bin/prometheus");
    Files.createDirectories(program.getParent());
    Files.writeString(program, Archives.PROGRAM);
    assertThat(program.toFile().setExecutable(true)).isTrue();

    PrometheusSearch found = finder(program.getParent().toString(), List.of()).find();

    assertThat(found.binary()).contains(program);
  }

  private void assertRefused(OfficialRelease release, String reason) throws IOException {
    PrometheusSearch search = search(release).find();

    assertThat(search).isInstanceOf(PrometheusSearch.Missing.class);
    assertThat(search.reasons()).last().asString().contains("2.53.4").contains(reason);
    assertThat(leftInCache()).containsExactly("lock");
  }

  private List<String> leftInCache() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void answerWith(byte[] archive) {
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(archive)).build());
  }

  private HttpUrl base() {
    return server.url("/");
  }

  private OfficialRelease release(byte[] archive) throws Exception {
    return new OfficialRelease(base(), "2.53.4", "linux-amd64", Archives.sha256(archive));
  }

  private PrometheusFinder search(Supply... supplies) {
    return finder("", List.of(supplies));
  }

  private PrometheusFinder finder(String path, List<Supply> supplies) {
    PrivateCopies copies = new PrivateCopies(cache());
    return new PrometheusFinder(path, copies, supplies, List.of(), notices::add);
  }

  private Path cache() {
    return home.resolve("cache");
  }
}
