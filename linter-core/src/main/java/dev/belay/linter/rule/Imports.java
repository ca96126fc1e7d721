package dev.belay.linter.rule;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;

/** Adds imports in a file's own order. Without state. */
final class Imports {

  private Imports() {}

  /**
   * What makes a type's simple name usable in a file.
   *
   * @param nodes those of the file
   * @param type canonical name of a top-level type
   * @return no edit where the name is usable already; empty where the file uses the simple name for
   *     something else, so that a fix has to be refused
   */
  static Optional<List<Edit>> adding(Nodes nodes, SourceText source, String type) {
    CompilationUnit unit = nodes.unit();
    String simpleName = type.substring(type.lastIndexOf('.') + 1);
    String packageName = type.substring(0, Math.max(0, type.lastIndexOf('.')));
    String own = unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
    for (ImportDeclaration imported : unit.getImports()) {
      boolean named = !imported.isStatic() && !imported.isAsterisk();
      if (named && imported.getName().getIdentifier().equals(simpleName)) {
        return imported.getNameAsString().equals(type) ? Optional.of(List.of()) : Optional.empty();
      }
    }
    boolean inScope =
        packageName.equals(own)
            || packageName.equals("java.lang")
            || unit.getImports().stream()
                .anyMatch(
                    i ->
                        !i.isStatic() && i.isAsterisk() && i.getNameAsString().equals(packageName));
    // An import would make something else of whatever else the file calls so.
    boolean taken = inScope ? declaresType(nodes, simpleName) : nodes.names().contains(simpleName);
    if (taken) {
      return Optional.empty();
    }
    return Optional.of(inScope ? List.of() : List.of(insertion(unit, source, type)));
  }

  private static boolean declaresType(Nodes nodes, String simpleName) {
    return nodes.of(TypeDeclaration.class).stream()
        .anyMatch(type -> type.getNameAsString().equals(simpleName));
  }

  private static Edit insertion(CompilationUnit unit, SourceText source, String type) {
    String end = Layout.of(source).lineEnd();
    String line = "import " + type + ";";
    List<ImportDeclaration> plain = unit.getImports().stream().filter(i -> !i.isStatic()).toList();
    ImportDeclaration before = null;
    boolean isOfGroup = false;
    for (ImportDeclaration imported : plain) {
      String name = imported.getNameAsString();
      boolean sameStart = startOf(name).equals(startOf(type));
      // Behind the last of its own group that sorts before it, for groups differ from file to file.
      if (name.compareTo(type) < 0 && (sameStart || !isOfGroup)) {
        before = imported;
        isOfGroup = sameStart;
      }
    }
    if (before != null) {
      return insertAt(endOfLine(before, source), end + line);
    }
    if (!plain.isEmpty()) {
      return insertAt(source.rangeOf(plain.get(0)).start(), line + end);
    }
    if (!unit.getImports().isEmpty()) {
      ImportDeclaration last = unit.getImports().get(unit.getImports().size() - 1);
      return insertAt(endOfLine(last, source), end + end + line);
    }
    if (unit.getPackageDeclaration().isPresent()) {
      return insertAt(source.rangeOf(unit.getPackageDeclaration().get()).end(), end + end + line);
    }
    return insertAt(0, line + end + end);
  }

  /** Behind a comment that ends the line. */
  private static int endOfLine(ImportDeclaration imported, SourceText source) {
    int end = source.rangeOf(imported).end();
    int line = source.lineOf(end);
    int endOfLine = source.endOfLine(line);
    String rest = source.text(new SourceRange(end, endOfLine)).strip();
    return rest.startsWith("//") ? endOfLine : end;
  }

  private static String startOf(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static Edit insertAt(int offset, String text) {
    return new Edit(new SourceRange(offset, offset), text);
  }
}
