/**
 * Benchmarks: what {@code tests/bench NAME} runs. They print what they measured; nothing in the
 * build asserts a time.
 */
@NullMarked
package org.meshparity.tests.bench;

import org.jspecify.annotations.NullMarked;
