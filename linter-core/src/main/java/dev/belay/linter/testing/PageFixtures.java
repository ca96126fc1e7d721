package dev.belay.linter.testing;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.testing.Page.Block;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java code on a rule's page as fixtures: a block is a file, members of a class or statements
 * of a method, whichever parses first. Each is a project of its own; lines stay where they are in
 * the block.
 */
public final class PageFixtures {

  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;");

  /** What readers of a page take for granted. */
  private static final String IMPORTS =
      Stream.of(
              "dev.belay.runtime",
              "java.io",
              "java.net",
              "java.time",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks",
              "java.util.function",
              "java.util.stream")
          .map(name -> "import " + name + ".*; ")
          .collect(Collectors.joining());

  private PageFixtures() {}

  /** One set a block of Java, by the block's section and line, in order of the page. */
  public static Map<Block, FixtureSet> of(Page page) {
    Map<Block, FixtureSet> sets = new TreeMap<>(Comparator.comparingInt(Block::line));
    for (Block block : page.blocks()) {
      if (block.language().equals("java")) {
        sets.put(
            block,
            FixtureSet.of(Path.of("").toAbsolutePath(), Map.of("Example.java", asFile(block))));
      }
    }
    return sets;
  }

  /** The first form that parses; the code as it stands where none does, for its problem to show. */
  private static String asFile(Block block) {
    return Stream.<UnaryOperator<String>>of(
            code -> code,
            code -> IMPORTS + importsOf(code) + "class Example { " + withoutImports(code) + "}",
            code ->
                IMPORTS
                    + importsOf(code)
                    + "class Example { void example() throws Exception { "
                    + withoutImports(code)
                    + "} }")
        .map(form -> form.apply(block.code()))
        .filter(PageFixtures::isFile)
        .findFirst()
        .orElse(block.code());
  }

  private static boolean isFile(String text) {
    // Members alone parse too, as a compact source file (JLS 7.3), which has other imports.
    ParseResult<CompilationUnit> parsed = Parsing.parse(SourceText.of("Example.java", text));
    return parsed.isSuccessful()
        && parsed.getResult().orElseThrow().getTypes().stream().anyMatch(type -> !isCompact(type));
  }

  private static boolean isCompact(TypeDeclaration<?> type) {
    return type instanceof ClassOrInterfaceDeclaration declared && declared.isCompact();
  }

  private static String importsOf(String code) {
    return IMPORT.matcher(code).results().map(m -> m.group() + " ").collect(Collectors.joining());
  }

  private static String withoutImports(String code) {
    return IMPORT.matcher(code).replaceAll("");
  }
}
