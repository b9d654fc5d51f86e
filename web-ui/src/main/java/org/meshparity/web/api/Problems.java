package org.meshparity.web.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors of the REST part as RFC 9457 problems. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** The edge of a request: what nobody expected is logged here and told without its insides. */
  @ExceptionHandler(RuntimeException.class)
  ProblemDetail bug(RuntimeException bug) {
    LOG.error("request failed", bug);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "Meshparity failed; its log says why");
  }
}
