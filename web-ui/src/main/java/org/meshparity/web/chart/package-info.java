/** Pictures as SVG, drawn here, styled by the style sheet. */
@NullMarked
package org.meshparity.web.chart;

import org.jspecify.annotations.NullMarked;
