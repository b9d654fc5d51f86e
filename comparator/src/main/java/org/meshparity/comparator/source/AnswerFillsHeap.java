package org.meshparity.comparator.source;

/**
 * Memory ran out while an answer was read. Whether the mesh is too large or the answer has no end
 * can be told by whoever knows how much there should be.
 */
public final class AnswerFillsHeap extends OutOfMemoryError {

  private static final long serialVersionUID = 1L;

  private final String question;

  /**
   * Of one answer.
   *
   * @param question who was asked, and what
   */
  public AnswerFillsHeap(String question, OutOfMemoryError full) {
    super(String.valueOf(full.getMessage())); // by which what ran out is told apart
    initCause(full);
    this.question = question;
  }

  /** Who was asked, and what. */
  public String question() {
    return question;
  }
}
