package org.meshparity.proxyruntime.mixer.expression;

/** A report has, or lacks, what the configuration needs; nothing is counted for it. */
public final class EvaluationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is the report's fault, and there may be many of them. */
  public EvaluationFailed(String message) {
    super(message, null, false, false);
  }
}
