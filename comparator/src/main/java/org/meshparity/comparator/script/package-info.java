/** Cases as text: samples in, verdicts out, for readers who know nothing of the code. */
@NullMarked
package org.meshparity.comparator.script;

import org.jspecify.annotations.NullMarked;
