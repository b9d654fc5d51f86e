package org.meshparity.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is said when there is no page: a page for people, a problem for programs, no stack trace.
 */
@Controller
final class ErrorPages implements ErrorController {

  @RequestMapping("/error")
  Object show(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    HttpStatus status =
        Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
            .map(code -> HttpStatus.resolve((Integer) code))
            .orElse(HttpStatus.NOT_FOUND);
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String detail = detail(request, status);
    if (path.startsWith("/api/") || path.startsWith("/actuator/")) {
      ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
      problem.setInstance(URI.create(path));
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    model.addAttribute("status", status.value());
    model.addAttribute("heading", title(status));
    model.addAttribute("detail", detail);
    return new ModelAndView("error", model.asMap(), status);
  }

  private static String title(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is no such page";
      case INTERNAL_SERVER_ERROR -> "Meshparity failed";
      default -> status.getReasonPhrase();
    };
  }

  /** Our own words only; an exception nobody expected keeps its message to the log. */
  private static String detail(HttpServletRequest request, HttpStatus status) {
    Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    if (exception instanceof ResponseStatusException known && known.getReason() != null) {
      return known.getReason();
    }
    if (String.valueOf(message).startsWith("No static resource")) { // Spring's words for nothing
      return "Nothing is at this address; check it, or start from the overview.";
    }
    if (status.is4xxClientError() && message instanceof String text && !text.isBlank()) {
      return text;
    }
    return status.is5xxServerError()
        ? "The log of the service says why."
        : "Check the address, or start from the overview.";
  }
}
