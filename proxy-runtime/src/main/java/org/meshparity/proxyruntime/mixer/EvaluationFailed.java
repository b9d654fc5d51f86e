package org.meshparity.proxyruntime.mixer;

/** A report has an attribute that the configuration cannot use; nothing is counted for it. */
final class EvaluationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EvaluationFailed(String message) {
    super(message);
  }
}
