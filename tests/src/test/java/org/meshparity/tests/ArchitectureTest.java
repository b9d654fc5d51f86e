package org.meshparity.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The house as DESIGN draws it: who may use whom. */
@AnalyzeClasses(
    packages = "org.meshparity",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  private static final String HOUSE = "org.meshparity";
  private static final String WRITTEN_BY_PROTOC = "wire";

  /** Tests that a module shares travel in a jar of their own. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** Each room, and the rooms it may use; what is not listed exists for nobody. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "rules", Set.of(),
          "comparator", Set.of("rules"),
          "proxyruntime", Set.of(),
          "web", Set.of("comparator", "rules"),
          "demo", Set.of("web", "comparator", "rules", "proxyruntime"));

  private static final Map<String, Set<String>> COMPARATOR =
      Map.ofEntries(
          Map.entry("series", Set.of()),
          Map.entry("source", Set.of("series")),
          Map.entry("envelope", Set.of("series")),
          Map.entry("verdict", Set.of("series", "envelope")),
          Map.entry("cause", Set.of("series", "envelope", "verdict")),
          Map.entry("gate", Set.of("series", "envelope", "verdict", "cause")),
          Map.entry("report", Set.of("series", "envelope", "verdict", "cause", "gate")),
          Map.entry(
              "run", Set.of("series", "source", "envelope", "verdict", "cause", "gate", "report")),
          Map.entry("script", Set.of("series", "source", "verdict", "gate", "report", "run")),
          Map.entry("promql", Set.of()),
          Map.entry("impact", Set.of("promql")),
          Map.entry(
              "cli",
              Set.of(
                  "series",
                  "source",
                  "envelope",
                  "verdict",
                  "cause",
                  "gate",
                  "report",
                  "run",
                  "script",
                  "promql",
                  "impact")));

  private static final Map<String, Set<String>> PROXY_RUNTIME =
      Map.of(
          "attribute", Set.of(),
          "inproxy", Set.of(),
          "mixer", Set.of("attribute"),
          "http", Set.of(),
          "sidecar", Set.of("attribute", "inproxy", "http"),
          "mesh", Set.of("attribute", "inproxy", "mixer", "sidecar"));

  @ArchTest
  static void modulesPointOneWay(JavaClasses house) {
    check(house, HOUSE, MODULES);
  }

  @ArchTest
  static void theComparatorGoesFromSeriesToCommandLine(JavaClasses house) {
    check(house, HOUSE + ".comparator", COMPARATOR);
  }

  @ArchTest
  static void theProxyRuntimeGoesFromAttributesToTheMesh(JavaClasses house) {
    check(house, HOUSE + ".proxyruntime", PROXY_RUNTIME);
  }

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("org.meshparity.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyUsesMain =
      noClasses()
          .that()
          .resideInAPackage("org.meshparity.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.meshparity");

  @ArchTest
  static final ArchRule controllersAreHidden =
      classes()
          .that(describe("are controllers", ArchitectureTest::isController))
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule springStaysInTheService =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.meshparity.web..", "org.meshparity.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.meshparity.Meshparity")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule namesSayWhatAThingDoes =
      noClasses()
          .should()
          .haveNameMatching("org\\.meshparity\\..*(Helper|Manager|Utils?)")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..impl..", "..dto..");

  @ArchTest
  static void everyPackageSaysThatNullIsTheException(JavaClasses house) {
    assertThat(handWritten(house.getPackage(HOUSE)))
        .allMatch(unit -> unit.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }

  private static List<JavaPackage> handWritten(JavaPackage root) {
    return root.getSubpackagesInTree().stream()
        .filter(unit -> !unit.getClasses().isEmpty())
        .filter(unit -> !unit.getRelativeName().equals(WRITTEN_BY_PROTOC))
        .toList();
  }

  private static boolean isController(JavaClass type) {
    return type.isAnnotatedWith("org.springframework.stereotype.Controller")
        || type.isMetaAnnotatedWith("org.springframework.stereotype.Controller");
  }

  /** Classes of each room use only the rooms they may; every room is on the plan. */
  private static void check(JavaClasses house, String root, Map<String, Set<String>> plan) {
    plan.forEach((room, mayUse) -> checkRoom(house, root, plan, room, mayUse));
    assertThat(house.getPackage(root).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .isSubsetOf(plan.keySet());
  }

  private static void checkRoom(
      JavaClasses house,
      String root,
      Map<String, Set<String>> plan,
      String room,
      Set<String> mayUse) {
    String[] closed =
        plan.keySet().stream()
            .filter(other -> !other.equals(room) && !mayUse.contains(other))
            .map(other -> root + "." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(closed)
        .allowEmptyShould(true)
        .check(house);
  }
}
