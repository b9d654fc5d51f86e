/**
 * From bounds to findings: the counter rule, the merge test, quantiles and means (SEMANTICS 2 and
 * 3).
 */
@NullMarked
package org.meshparity.comparator.verdict;

import org.jspecify.annotations.NullMarked;
