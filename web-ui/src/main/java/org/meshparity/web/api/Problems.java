package org.meshparity.web.api;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Errors of the REST part as RFC 9457 problems. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** The one kind of body that is read. */
  private static final String WISH =
      "the body must be JSON like {\"comparison\": \"NAME\", \"window\": \"30m\","
          + " \"at\": \"2026-11-22T10:00:00Z\"}, of which each part may be left out";

  /** Tomcat reads parameters when somebody first asks for one. */
  @ExceptionHandler(InvalidParameterException.class)
  ProblemDetail unreadable(InvalidParameterException unreadable) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, "the parameters must be percent-encoded UTF-8");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String found =
        unreadable.getCause() instanceof UnrecognizedPropertyException unknown
            ? "; it has no \"" + unknown.getPropertyName() + '"'
            : "";
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, WISH + found);
    return handleExceptionInternal(unreadable, problem, headers, status, request);
  }

  /** The edge of a request: what nobody expected is logged here and told without its insides. */
  @ExceptionHandler(RuntimeException.class)
  ProblemDetail bug(RuntimeException bug) {
    LOG.error("request failed", bug);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "Meshparity failed; its log says why");
  }
}
