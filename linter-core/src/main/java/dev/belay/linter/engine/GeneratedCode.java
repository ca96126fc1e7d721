package dev.belay.linter.engine;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.source.SourceText;
import java.util.Locale;

/**
 * Whether a program wrote a file, and will write over what a fix changes. Its findings stay, for
 * its tasks run like any other. Without state.
 */
final class GeneratedCode {

  private GeneratedCode() {}

  /** By the annotation that the JDK has for it, or by what generators write at the top. */
  static boolean is(CompilationUnit unit, SourceText source) {
    boolean annotated =
        unit.getTypes().stream()
            .flatMap(type -> type.getAnnotations().stream())
            .anyMatch(annotation -> annotation.getName().getIdentifier().equals("Generated"));
    return annotated || saysSo(unit, source);
  }

  private static boolean saysSo(CompilationUnit unit, SourceText source) {
    int end =
        unit.getPackageDeclaration().map(declared -> source.rangeOf(declared).start()).orElse(0);
    String top = source.text().substring(0, end).toLowerCase(Locale.ROOT);
    return top.contains("do not edit") || top.contains("do not modify");
  }
}
