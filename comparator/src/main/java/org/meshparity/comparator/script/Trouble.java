package org.meshparity.comparator.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.SourceWatch;

/**
 * What a script says is wrong with a source: it answers in part, or not at all.
 *
 * @param warning what it says of an answer that is not whole; null if it is
 * @param refusal why it does not answer; null if it does
 */
record Trouble(@Nullable String warning, @Nullable String refusal) {

  static final Trouble NONE = new Trouble(null, null);

  /** The same source with its trouble; one that computes still does. */
  SampleSource of(SampleSource source) {
    return equals(NONE)
        ? source
        : ForwardingSource.of(source, question -> pass(source.name(), question));
  }

  private List<String> pass(String name, SourceWatch.Question question) throws SourceUnavailable {
    if (refusal != null) {
      throw new SourceUnavailable(name + ": " + refusal, null);
    }
    List<String> warnings = new ArrayList<>(question.put());
    if (warning != null) {
      warnings.add(warning);
    }
    return warnings;
  }
}
