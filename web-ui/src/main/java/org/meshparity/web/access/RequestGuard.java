package org.meshparity.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of a stranger could make a browser send: requests under a foreign host name,
 * and changes from another origin or in a form that needs no permission of ours (CORS lets any page
 * post a form or plain text, never JSON).
 */
final class RequestGuard extends OncePerRequestFilter {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Answers POST because Flagger asks that way; it changes nothing and ignores the body. */
  private static final String GATE = "/api/v1/gate";

  private static final int LONGEST_BODY = 64 * 1024;

  private final AllowedHosts hosts;

  RequestGuard(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Refusal> refusal = refusal(request);
    if (refusal.isPresent()) {
      refusal.get().send(response);
      return;
    }
    chain.doFilter(request, response);
  }

  private Optional<Refusal> refusal(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (!hosts.allow(host)) {
      return Optional.of(
          new Refusal(
              421,
              "Unknown host name",
              "This service does not answer to this Host; start it with --allow-host NAME if it"
                  + " should"));
    }
    if (READS.contains(request.getMethod())) {
      return Optional.empty();
    }
    if (!sameOrigin(request)) {
      return Optional.of(
          new Refusal(403, "Foreign origin", "Changes are accepted from this site's own pages"));
    }
    if (!request.getRequestURI().equals(GATE) && !isJson(request.getContentType())) {
      return Optional.of(
          new Refusal(
              415, "Unsupported media type", "Changes need Content-Type: application/json"));
    }
    return request.getRequestURI().equals(GATE) ? Optional.empty() : tooMuch(request);
  }

  /** A wish is short; what is longer, or does not say how long it is, would fill the heap. */
  private static Optional<Refusal> tooMuch(HttpServletRequest request) {
    if (request.getHeader("Transfer-Encoding") != null) {
      return Optional.of(
          new Refusal(411, "Length required", "A body must say how long it is: Content-Length"));
    }
    return request.getContentLengthLong() <= LONGEST_BODY
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                413, "Content too large", "A body must be at most " + LONGEST_BODY + " bytes"));
  }

  /** Programs send no origin; browsers always do when they post across origins. */
  private static boolean sameOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return !"cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
    String host = request.getHeader("Host");
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(
          MimeTypeUtils.parseMimeType(contentType));
    } catch (InvalidMimeTypeException notOne) {
      return false;
    }
  }

  private record Refusal(int status, String title, String detail) {
    void send(HttpServletResponse response) throws IOException {
      response.setStatus(status);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response
          .getWriter()
          .write(
              "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                  .formatted(title, status, detail));
    }
  }
}
