package dev.belay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.nodeTypes.NodeWithRange;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.belay.linter.rule.Rule;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds between the linter's packages, so that a part can be read, tested and changed alone.
 *
 * <p>A guard that looks at nothing is always content. Each one is therefore handed its classes by
 * {@link #seen}, which says how many there are and fails when there are fewer than source files.
 * Nothing is exempt: mend the code or the guard.
 */
class ArchitectureTest {

  private static final String CORE = "dev.belay.linter";
  private static final String RULES = "dev.belay.rules";
  private static final String CLI = "dev.belay.cli";

  /** Lowest first: each one may use those before it, {@code testing} is used by tests alone. */
  private static final List<String> CORE_LAYERS =
      List.of("source", "index", "facts", "rule", "engine", "fix", "testing");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORE, RULES, CLI);

  @Test
  @DisplayName("what two packages need of each other belongs into one, or below both")
  void packagesHaveNoCycles() throws IOException {
    JavaClasses seen =
        seen("cycles", inPackage(CORE, RULES, CLI), sources("linter-core", "rules", "linter-cli"));

    slices().matching("dev.belay.(*)..").should().beFreeOfCycles().check(seen);
    for (String module : List.of(CORE, RULES, CLI)) {
      slices()
          .matching(module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(seen);
    }
  }

  @Test
  @DisplayName(
      "a rule author reads `rule`, `facts` and `source`; what lies above can change without them")
  void coreIsLayered() throws IOException {
    JavaClasses seen = seen("layers of linter-core", inPackage(CORE), sources("linter-core"));

    for (int layer = 0; layer < CORE_LAYERS.size(); layer++) {
      String[] above =
          CORE_LAYERS.subList(layer + 1, CORE_LAYERS.size()).stream()
              .map(name -> CORE + "." + name + "..")
              .toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(CORE + "." + CORE_LAYERS.get(layer) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .allowEmptyShould(true)
            .check(seen);
      }
    }
    classes()
        .should()
        .resideInAnyPackage(
            CORE_LAYERS.stream().map(name -> CORE + "." + name + "..").toArray(String[]::new))
        .because("a new package of linter-core gets its place among the layers")
        .check(seen);
  }

  @Test
  @DisplayName("a rule that used the index or the engine would know how it is run")
  void rulesUseTheWordsOfRulesAlone() throws IOException {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                RULES + "..",
                CORE + ".rule..",
                CORE + ".facts..",
                CORE + ".source..",
                "com.github.javaparser..",
                "java..",
                ""))
        .check(seen("dependencies of rules", inPackage(RULES), sources("rules")));
  }

  @Test
  @DisplayName("one instance of a rule serves all files and threads")
  void rulesAreFinalAndWithoutState() throws IOException {
    JavaClasses seen = seen("rules", isRule(), pages());

    classes().should().haveModifier(JavaModifier.FINAL).check(seen);
    classes().should(haveStaticFieldsOnly()).check(seen);
  }

  @Test
  @DisplayName("a rule that is not listed never runs")
  void eachRuleIsListed() throws IOException {
    Set<String> listed =
        AllRules.RULES.stream()
            .map(rule -> rule.getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> seen = new TreeSet<>();
    seen("rules", isRule(), pages()).forEach(type -> seen.add(type.getName()));

    assertEquals(seen, listed);
  }

  @Test
  @DisplayName("a rule answers from what it is given: it reads no file and asks no clock")
  void rulesTouchNothingOutside() throws IOException {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.time.."))
        .check(seen("rules", isRule(), pages()));
  }

  @Test
  @DisplayName(
      "embedded in a build or an editor, the linter must neither print nor end the process")
  void onlyTheCommandTouchesTheProcess() throws IOException {
    JavaClasses seen = seen("process", inPackage(CORE, RULES), sources("linter-core", "rules"));

    noClasses()
        .should(access("standard streams or the process", ArchitectureTest::touchesProcess))
        .check(seen);
    noClasses().should().dependOnClassesThat(resideInAnyPackage("picocli..")).check(seen);
  }

  @Test
  @DisplayName("commands get their streams and return a code; main alone ends the process")
  void onlyMainTouchesTheProcess() throws IOException {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(CLI + ".Main")
        .should(access("standard streams or the process", ArchitectureTest::touchesProcess))
        .check(seen("process of the command", inPackage(CLI), sources("linter-cli")));
  }

  @Test
  @DisplayName("the parser counts from 1 and includes the end; past `source` all ranges are ours")
  void onlySourceReadsParserPositions() throws IOException {
    JavaClasses seen =
        seen(
            "parser positions",
            inPackage(CORE, RULES, CLI)
                .and(describe("outside of source", type -> !in(type, CORE + ".source"))),
            sources("linter-core", "rules", "linter-cli")
                - sourcesUnder("linter-core", "dev/belay/linter/source"));

    noClasses()
        .should(access("positions of the parser", ArchitectureTest::readsPosition))
        .check(seen);
    noClasses()
        .should()
        .dependOnClassesThat(assignableTo(Range.class).or(assignableTo(Position.class)))
        .check(seen);
  }

  @Test
  @DisplayName("the parser looks for a descendant in the whole subtree; isDescendantOf climbs")
  void nobodyLooksThroughSubtreesForOneNode() throws IOException {
    noClasses()
        .should(
            access(
                "Node.isAncestorOf",
                call ->
                    call.getName().equals("isAncestorOf")
                        && targetOwner(assignableTo(Node.class)).test(call)))
        .check(
            seen(
                "subtrees",
                inPackage(CORE, RULES, CLI),
                sources("linter-core", "rules", "linter-cli")));
  }

  @Test
  @DisplayName("a fault that is caught and passed over anywhere else is one that nobody hears of")
  void onePlaceCatchesWhatRulesAndParserThrow() throws IOException {
    Set<String> broad =
        Set.of("Throwable", "Exception", "RuntimeException", "Error", "StackOverflowError");
    Set<String> catching = new TreeSet<>();
    long clauses = 0;
    for (String module : List.of("linter-core", "rules", "linter-cli")) {
      for (Path file : sourceFiles(module, "")) {
        for (CatchClause clause : parse(file).findAll(CatchClause.class)) {
          clauses++;
          if (clause.getParameter().getType().findAll(ClassOrInterfaceType.class).stream()
              .anyMatch(type -> broad.contains(type.getNameAsString()))) {
            catching.add(file.getFileName().toString());
          }
        }
      }
    }
    System.out.printf("guard: broad handlers: saw %d handlers%n", clauses);

    assertEquals(Set.of("CrashBoundary.java"), catching);
  }

  private static CompilationUnit parse(Path file) throws IOException {
    ParserConfiguration java17 = new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17);
    return new JavaParser(java17).parse(file).getResult().orElseThrow();
  }

  private static boolean touchesProcess(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getName();
    return switch (owner) {
      case "java.lang.System" ->
          Set.of("in", "out", "err", "exit", "setIn", "setOut", "setErr").contains(member);
      case "java.lang.Runtime" -> Set.of("exit", "halt").contains(member);
      default ->
          member.equals("printStackTrace")
              && targetOwner(assignableTo(Throwable.class)).test(access)
              && access.getTarget().getFullName().endsWith("printStackTrace()");
    };
  }

  private static boolean readsPosition(JavaAccess<?> access) {
    return Set.of("getRange", "getBegin", "getEnd").contains(access.getName())
        && (targetOwner(assignableTo(NodeWithRange.class)).test(access)
            || targetOwner(assignableTo(JavaToken.class)).test(access));
  }

  /** Calls, field accesses and method references alike. */
  private static ArchCondition<JavaClass> access(String what, Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>("access " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(forbidden)
            .forEach(
                access ->
                    events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> haveStaticFieldsOnly() {
    return new ArchCondition<>("have static fields only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAllFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .forEach(
                field -> events.add(SimpleConditionEvent.violated(field, field.getDescription())));
      }
    };
  }

  private static DescribedPredicate<JavaClass> inPackage(String... packages) {
    return describe(
        "in " + List.of(packages), type -> Stream.of(packages).anyMatch(name -> in(type, name)));
  }

  private static boolean in(JavaClass type, String name) {
    return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
  }

  private static DescribedPredicate<JavaClass> isRule() {
    return describe(
        "a rule",
        type -> in(type, RULES) && !type.isInterface() && type.isAssignableTo(Rule.class));
  }

  private static JavaClasses seen(String guard, DescribedPredicate<JavaClass> of, long atLeast) {
    JavaClasses seen = ALL.that(of);
    System.out.printf("guard: %s: saw %d classes, at least %d%n", guard, seen.size(), atLeast);
    assertTrue(atLeast > 0, () -> guard + ": found no source to count");
    assertTrue(
        seen.size() >= atLeast,
        () -> guard + ": saw " + seen.size() + " classes, fewer than " + atLeast);
    return seen;
  }

  /** The number of source files with a class in them. */
  private static long sources(String... modules) throws IOException {
    long count = 0;
    for (String module : modules) {
      count += sourcesUnder(module, "");
    }
    return count;
  }

  private static long sourcesUnder(String module, String folder) throws IOException {
    return sourceFiles(module, folder).size();
  }

  private static List<Path> sourceFiles(String module, String folder) throws IOException {
    return files(
        Path.of("..", module, "src/main/java", folder),
        name ->
            name.endsWith(".java")
                && !name.equals("package-info.java")
                && !name.equals("module-info.java"));
  }

  /** The number of rules' pages: each rule has one. */
  private static long pages() throws IOException {
    return files(Path.of("../rules/src/main/resources"), name -> name.endsWith(".md")).size();
  }

  private static List<Path> files(Path folder, Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> name.test(file.getFileName().toString())).sorted().toList();
    }
  }
}
