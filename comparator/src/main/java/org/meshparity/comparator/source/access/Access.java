package org.meshparity.comparator.source.access;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All that it takes to be let in and understood, besides the address.
 *
 * @param headers sent with every request, e.g. {@code X-Scope-OrgID}; values are shown nowhere
 * @param parameters added to every request's URL, in order, names may repeat
 * @param get whether questions are put into the URL of a GET, for what understands no POST
 * @param compression how answers may be packed
 */
public record Access(
    Credential credential,
    Map<String, Secret> headers,
    List<Parameter> parameters,
    boolean get,
    Tls tls,
    Compression compression) {

  /** No credentials, no headers, POST. */
  public static final Access OPEN =
      new Access(new Credential.None(), Map.of(), List.of(), false, Tls.DEFAULT, Compression.AUTO);

  /** These would change what is asked, or how its answer must be read. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-type",
          "content-length",
          "transfer-encoding",
          "content-encoding",
          "accept-encoding",
          "range",
          "expect",
          "upgrade",
          "te",
          "connection");

  private static final Set<String> QUESTION = Set.of("query", "time");

  public Access {
    headers = new LinkedHashMap<>(headers);
    parameters = List.copyOf(parameters);
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, Secret> header : headers.entrySet()) {
      String name = header.getKey();
      checkHeader(name, credential);
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the header " + name + " is given twice; letters' case makes no difference");
      }
      if (!Secret.fitsHeader(header.getValue().known().orElse(""))) {
        throw new IllegalArgumentException("the header " + name + " " + Secret.UNFIT);
      }
    }
    for (Parameter parameter : parameters) {
      if (parameter.name().isEmpty() || QUESTION.contains(parameter.name())) {
        throw new IllegalArgumentException(
            "a parameter must have a name, neither query nor time, was \""
                + parameter.name()
                + '"');
      }
    }
  }

  /** In the order in which they were given. */
  @Override
  public Map<String, Secret> headers() {
    return new LinkedHashMap<>(headers);
  }

  /**
   * The same for somebody whom a URL names.
   *
   * @param authorization the header of that name
   * @throws IllegalArgumentException if there are credentials already
   */
  public Access withAuthorization(Secret authorization) {
    if (!(credential instanceof Credential.None)
        || headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "a user in the URL and other credentials exclude each other; give one of them");
    }
    Map<String, Secret> more = headers();
    more.put("Authorization", authorization);
    return new Access(credential, more, parameters, get, tls, compression);
  }

  private static void checkHeader(String name, Credential credential) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")) {
      throw new IllegalArgumentException("a header's name must be a word, was \"" + name + '"');
    }
    if (OURS.contains(lower)) {
      throw new IllegalArgumentException("the header " + name + " is ours to set; leave it out");
    }
    if (lower.equals("authorization") && !(credential instanceof Credential.None)) {
      throw new IllegalArgumentException(
          "the header Authorization and other credentials exclude each other; give one of them");
    }
  }

  /**
   * One parameter of a URL.
   *
   * @param open whether anybody may see the value
   */
  public record Parameter(String name, String value, boolean open) {

    /** One that anybody may see, unless its name tells of a secret. */
    public Parameter(String name, String value) {
      this(name, value, !Secret.tells(name));
    }

    /** Whether it says the same, whoever may see it. */
    public boolean says(Parameter other) {
      return name.equals(other.name) && value.equals(other.value);
    }

    @Override
    public String toString() {
      return name + "=" + (open ? value : "***");
    }
  }
}
