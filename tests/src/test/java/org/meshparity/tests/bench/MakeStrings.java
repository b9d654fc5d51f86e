package org.meshparity.tests.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** What making the fresh strings costs by itself: a part of every row that says fresh. */
public class MakeStrings {

  @Benchmark
  public void headersOfARequest(Traffic traffic, Traffic.Cursor cursor, Blackhole sink) {
    int request = cursor.next();
    sink.consume(traffic.freshId(request));
    sink.consume(traffic.freshIntroduction(request));
    sink.consume(traffic.freshHost());
  }

  @Benchmark
  public String[] labelValuesOfARequest(LabelValues values, Traffic.Cursor cursor) {
    return values.fresh(cursor.next());
  }
}
