package org.meshparity.comparator.source.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.StampErrors;

class SourcesTest {

  @TempDir Path folder;

  private Map<String, QuerySource> read(String text) throws IOException {
    Path file = folder.resolve("m.yaml");
    Files.writeString(file, text);
    return Sources.read(file, Map.of("TOKEN", "s3cret", "EMPTY", " "));
  }

  @Test
  void theScraperDecidesWhatStampsAreWorth() throws IOException {
    Map<String, QuerySource> sources =
        read(
            """
            sources:
              prom: {url: "http://a:9090"}
              vm: {url: "http://b:8428", scraper: vmagent, timeout: 30s, max-concurrent: 4,
                   max-response: 512MiB, retries: 0}
            """);

    assertThat(sources.get("prom").stamps()).isEqualTo(StampErrors.PROMETHEUS);
    assertThat(sources.get("vm").stamps().at(15_000).minusMs()).isEqualTo(1501);
    assertThat(sources.get("vm").stamps().at(15_000).plusMs()).isEqualTo(1501);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scraper: telegraf            | scraper must be prometheus or vmagent",
        "bearer-token: s3cret-plain   | bearer-token must be ${NAME} of an environment variable",
        "bearer-token: ${NO_SUCH}     | environment variable NO_SUCH is not set",
        "basic: {user: me}            | \"password-file\" is missing",
        "basic: {password-file: x}    | \"user\" is missing",
        "basic: {user: me, password: s3cret-plain} | password must be ${NAME}",
        "basic: {user: me, password-file: x, password: '${TOKEN}'} | not both",
        "oauth2: {client-id: me}      | \"token-url\" is missing",
        "oauth2: {token-url: 'http://u:s3cret-plain@a/', client-id: me} | without a user",
        "aws: {}                      | \"region\" is missing",
        "aws: {region: eu, secret-key-file: x} | give access-key and secret-key-file",
        "headers: {Authorization: s3cret-plain} | Authorization holds a secret",
        "headers: {X-Api-Key: s3cret-plain} | X-Api-Key holds a secret",
        "headers: {'X Y': a}          | a header's name must be a word",
        "headers: {Host: a}           | the header Host is ours to set",
        "headers: {X-A: a, x-a: b}    | the header x-a is given twice",
        "headers: {X-A: ü}            | the header X-A holds characters that no HTTP header may",
        "parameters: {token: s3cret-plain} | token holds a secret",
        "oauth2: {token-url: 'http://a', client-id: me, client-secret-file: x, parameters: {password: s3cret-plain}} | password holds a secret",
        "bearer-token: '${EMPTY}'     | bearer-token: ${EMPTY} is empty in the environment",
        "bearer-token-file:           | a value is missing",
        "basic: {user: 'a:b', password-file: x} | must have no colon",
        "bearer-token: s3cret: x      | m.yaml:4:25: is no YAML: mapping values are not allowed here",
        "headers: {X-A: {path: x}}    | unknown key \"path\"; known are file",
        "parameters: {query: up}      | neither query nor time",
        "method: PUT                  | method must be POST or GET",
        "tls: {ca: x}                 | unknown key \"ca\"",
        "tls: {cert-file: x}          | give both or neither",
        "tls: {insecure-skip-verify: yes} | must be true or false",
        "tls: {insecure-skip-verify: true, ca-file: x} | leave out one of them",
        "timeout: 5                   | timeout must be a duration",
        "max-concurrent: 0            | max-concurrent must be 1 to 64",
        "remote-read: yes             | remote-read must be auto, always or never",
        "max-response: 5              | a size like 512MiB",
        "retries: many                | retries must be 0 to 20",
        "user: me                     | unknown key \"user\"; known are aws, basic",
      })
  void whatIsWrongIsNamedWithItsLine(String line, String told) {
    String yaml = "sources:\n  prod:\n    url: http://a:9090\n    " + line + "\n";

    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read(yaml))
        .withMessageContaining("m.yaml:")
        .withMessageContaining(told)
        .withMessageNotContaining("s3cret");
  }

  @Test
  void allIsToldAtOnce() {
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(
            () ->
                read(
                    """
                    sources:
                      one: {url: "ftp://a", scraper: x, method: y}
                      two: {url: "http://a", bearer-token-file: a, basic: {}, tls: {a: 1, b: 2}}
                      three: {timeout: z}
                    """))
        .satisfies(
            fault ->
                assertThat(String.valueOf(fault.getMessage()).lines())
                    .hasSizeGreaterThanOrEqualTo(7)
                    .allMatch(line -> line.matches(".*m\\.yaml:[2-4]: .*")));
  }

  @Test
  void credentialsExcludeEachOther() {
    for (String more :
        new String[] {"bearer-token: '${TOKEN}'", "aws: {region: eu}", "oauth2: {}"}) {
      assertThatExceptionOfType(SettingsFault.class)
          .isThrownBy(
              () ->
                  read(
                      "sources: {a: {url: 'http://b', basic: {user: a, password-file: b}, "
                          + more
                          + "}}"))
          .withMessageContaining("one of them only");
    }
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(
            () -> read("sources: {a: {url: 'http://u:${TOKEN}@b', bearer-token: '${TOKEN}'}}"))
        .withMessageContaining("a user in the URL and other credentials exclude each other")
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP://u:s3cret-plain@a   | holds a password",
        "' http://u:s3cret-plain@a' | holds a password",
        "http://a/?access_token=s3cret | holds a secret, its access_token; write ${NAME}",
        "http://a/?b=1&api_key=s3cret#x | holds a secret, its api_key; write ${NAME}",
        "http://a/?query=up        | must ask nothing itself, leave query and time out",
        "http://a/?time=1          | must ask nothing itself, leave query and time out",
        "http://a/x/api/v1/query   | must end before /api/v1",
        "http://a/x/api/v1/        | must end before /api/v1",
      })
  void aUrlThatWouldAskOtherwiseIsRefused(String url, String told) {
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read("sources:\n  prod:\n    url: '" + url + "'\n    method: PUT\n"))
        .withMessageContaining("m.yaml:3: ")
        .withMessageContaining(told)
        .withMessageContaining("m.yaml:4: method must be")
        .withMessageNotContaining("s3cret");
  }
}
