package dev.belay.linter.rule;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.SimpleName;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds imports in a file's own order. Without state. */
public final class Imports {

  private static final DataKey<Names> NAMES = new DataKey<>() {};

  /**
   * Names that a file uses.
   *
   * @param all whatever it calls by a name of its own, packages and imports left out
   * @param types those of the types that it declares
   */
  private record Names(Set<String> all, Set<String> types) {}

  private Imports() {}

  /**
   * What makes a type's simple name usable in a file.
   *
   * @param type canonical name of a top-level type
   * @return no edit where the name is usable already; empty where the file uses the simple name for
   *     something else, so that a fix has to be refused
   */
  public static Optional<List<Edit>> adding(CompilationUnit unit, SourceText source, String type) {
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
    if ((inScope ? names(unit).types() : namesIn(unit)).contains(simpleName)) {
      return Optional.empty();
    }
    return Optional.of(inScope ? List.of() : List.of(insertion(unit, source, type)));
  }

  /** Whatever a file calls by a name of its own: an import of that would make it something else. */
  static Set<String> namesIn(CompilationUnit unit) {
    return names(unit).all();
  }

  /** Gathered once for each tree. */
  private static Names names(CompilationUnit unit) {
    if (!unit.containsData(NAMES)) {
      Names names = new Names(new HashSet<>(), new HashSet<>());
      collect(unit, names);
      unit.setData(NAMES, names);
    }
    return unit.getData(NAMES);
  }

  private static void collect(Node node, Names into) {
    if (node instanceof SimpleName name) {
      into.all().add(name.getIdentifier());
    } else if (node instanceof TypeDeclaration<?> type) {
      into.types().add(type.getNameAsString());
    }
    for (Node child : node.getChildNodes()) {
      collect(child, into);
    }
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
    int endOfLine = source.startOfLine(line) + source.line(line).length();
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
