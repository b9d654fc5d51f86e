package org.meshparity.tests.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;

/** What the generator makes must be what it says. */
class MeshMakerTest {

  private static final List<Mesh> MESHES =
      IntStream.range(0, 120).mapToObj(number -> MeshMaker.make(5, number)).toList();

  @Test
  void theSameSeedGivesTheSameMesh() {
    Mesh again = MeshMaker.make(5, 7);

    assertThat(again.series()).hasSameSizeAs(MESHES.get(7).series());
    for (int i = 0; i < again.series().size(); i++) {
      ScrapedSeries one = again.series().get(i);
      ScrapedSeries other = MESHES.get(7).series().get(i);
      assertThat(one.labels()).isEqualTo(other.labels());
      assertThat(Arrays.equals(one.values(), other.values())).isTrue();
    }
  }

  @Test
  void everyKindOfFaultOccurs() {
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    MESHES.forEach(mesh -> kinds.add(mesh.fault().kind()));

    assertThat(kinds).containsExactly(FaultKind.values());
  }

  @Test
  void noSeriesIsWrittenTwice() {
    for (Mesh mesh : MESHES) {
      Set<Map<String, String>> seen = new HashSet<>();
      for (ScrapedSeries each : mesh.series()) {
        Map<String, String> labels = new java.util.TreeMap<>(each.labels());
        labels.put("__name__", each.name());
        assertThat(seen.add(labels)).as("%s in %s", labels, mesh.name()).isTrue();
      }
    }
  }

  @Test
  void aSoundMeshWithoutMischiefCountsTheSameOnBothSides() {
    for (Mesh mesh : MESHES) {
      if (mesh.fault().kind() == FaultKind.NONE && mesh.hazards().isEmpty()) {
        for (Stream stream : mesh.streams()) {
          assertThat(values(mesh, Generation.LEGACY, stream))
              .isEqualTo(values(mesh, Generation.CANDIDATE, stream));
        }
      }
    }
  }

  private static long[] values(Mesh mesh, Generation generation, Stream stream) {
    Counted counted = mesh.truth().get(generation).get(stream);
    return counted == null ? new long[0] : counted.values(Family.DURATION);
  }

  @Test
  void lostReportsAreAsManyAsTheFaultSays() {
    double counted = 0;
    double happened = 0;
    for (Mesh mesh : MESHES) {
      Fault fault = mesh.fault();
      if (fault.kind() == FaultKind.REPORTS_LOST && fault.size() == 0.4) {
        Generation other =
            fault.side() == Generation.LEGACY ? Generation.CANDIDATE : Generation.LEGACY;
        for (Stream stream : fault.affected()) {
          counted += values(mesh, fault.side(), stream).length;
          happened += values(mesh, other, stream).length;
        }
      }
    }
    assertThat(happened).isPositive();
    assertThat(counted / happened).isBetween(0.55, 0.65);
  }

  @Test
  void probesAreCountedByProxiesOnly() {
    for (Mesh mesh : MESHES) {
      if (mesh.fault().kind() == FaultKind.PROBES_COUNTED) {
        for (Stream twin : mesh.fault().twins().values()) {
          assertThat(values(mesh, Generation.LEGACY, twin)).isEmpty();
        }
      }
    }
  }
}
