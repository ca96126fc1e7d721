package dev.belay.linter.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportsTest {

  private static final String TYPE = "dev.belay.runtime.TaskScope";
  private static final String LINE = "import dev.belay.runtime.TaskScope;\n";

  @Test
  void goesBehindThoseThatSortBeforeIt() {
    assertEquals(
        "package a;\n\nimport com.b.C;\n" + LINE + "import java.util.List;\n\nclass A {}\n",
        added("package a;\n\nimport com.b.C;\nimport java.util.List;\n\nclass A {}\n"));
  }

  @Test
  void staysInItsOwnGroup() {
    assertEquals(
        "import java.util.List;\n\nimport dev.a.B;\n" + LINE + "import dev.x.Y;\n\nclass A {}\n",
        added("import java.util.List;\n\nimport dev.a.B;\nimport dev.x.Y;\n\nclass A {}\n"));
  }

  @Test
  void comesFirstWhereAllSortBehindIt() {
    assertEquals(
        LINE + "import java.util.List;\nclass A {}\n",
        added("import java.util.List;\nclass A {}\n"));
  }

  @Test
  void staticImportsAreAnotherGroup() {
    assertEquals(
        "import static a.B.c;\n\nimport dev.belay.runtime.TaskScope;\nclass A {}\n",
        added("import static a.B.c;\nclass A {}\n"));
  }

  @Test
  void withoutImportsItFollowsThePackageOrStandsFirst() {
    assertEquals("package a;\n\n" + LINE + "\nclass A {}\n", added("package a;\n\nclass A {}\n"));
    assertEquals(LINE + "\nclass A {}\n", added("class A {}\n"));
  }

  @Test
  void keepsTheLineEndsOfTheFile() {
    assertEquals(
        "package a;\r\n\r\nimport dev.belay.runtime.TaskScope;\r\nclass A {}\r\n",
        added("package a;\r\nclass A {}\r\n"));
  }

  @Test
  void needsNothingWhereTheNameIsInScope() {
    assertEquals(
        "import dev.belay.runtime.*;\nclass A {}",
        added("import dev.belay.runtime.*;\nclass A {}"));
    assertEquals(LINE + "class A {}", added(LINE + "class A {}"));
    assertEquals(
        "package dev.belay.runtime;\nclass A {}", added("package dev.belay.runtime;\nclass A {}"));
  }

  @Test
  void refusesWhereTheNameIsTaken() {
    assertEquals("refused", added("import com.acme.TaskScope;\nclass A {}"));
    assertEquals("refused", added("class A { class TaskScope {} }"));
  }

  private static String added(String text) {
    SourceText source = SourceText.of("A.java", text);
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    Optional<List<Edit>> edits = Imports.adding(Nodes.of(unit), source, TYPE);
    if (edits.isEmpty()) {
      return "refused";
    }
    StringBuilder changed = new StringBuilder(text);
    edits.get().forEach(e -> changed.replace(e.range().start(), e.range().end(), e.replacement()));
    return changed.toString();
  }
}
