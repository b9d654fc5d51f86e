package org.meshparity.proxyruntime.inproxy.expression;

/** A part of an expression that has a value. */
@FunctionalInterface
interface Node {

  Object evaluate(Selectable roots) throws EvaluationFailed;
}
