package org.meshparity.tests.bench.accuracy;

/** A check, what is to be thought of it, and how much truly happened in its group. */
record Judged(Said said, Judgement judgement, Traffic traffic) {

  boolean mistaken() {
    return judgement.mistake() != Judgement.Mistake.NONE;
  }

  /** A gap that is one. */
  boolean found() {
    return said.gap() && judgement.differs();
  }
}
