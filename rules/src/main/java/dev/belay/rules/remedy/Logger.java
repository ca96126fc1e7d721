package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.RuleContext;
import java.util.Map;
import java.util.Optional;

/**
 * A logger that code can name, of a kind whose methods are known.
 *
 * @param name of the field
 * @param type canonical
 */
record Logger(String name, String type) {

  /** Annotations, and the loggers that they stand for. */
  private static final Map<String, String> LOMBOK =
      Map.of(
          "lombok.extern.slf4j.Slf4j", "org.slf4j.Logger",
          "lombok.extern.log4j.Log4j", "org.apache.log4j.Logger",
          "lombok.extern.log4j.Log4j2", "org.apache.logging.log4j.Logger",
          "lombok.extern.apachecommons.CommonsLog", "org.apache.commons.logging.Log",
          "lombok.extern.jbosslog.JBossLog", "org.jboss.logging.Logger",
          "lombok.extern.java.Log", "java.util.logging.Logger");

  /** The logger of a class around a node: its own, or one that it has from a superclass. */
  static Optional<Logger> findFor(Node at, RuleContext context) {
    boolean fixed = false;
    for (Node node = at; node != null; node = node.getParentNode().orElse(null)) {
      if (node instanceof TypeDeclaration<?> type) {
        boolean instance = !fixed;
        Optional<Logger> found =
            type.getFields().stream()
                .filter(field -> instance || field.isStatic() || isInterface(type))
                .map(FieldDeclaration::getVariables)
                .flatMap(variables -> variables.stream())
                .map(v -> new Logger(v.getNameAsString(), context.types().classNameOf(v.getType())))
                .filter(logger -> logger.isKnown() && logger.isVisibleAt(at))
                .findFirst()
                .or(() -> generated(type).filter(logger -> logger.isVisibleAt(at)))
                .or(() -> instance ? inherited(type, at, context) : Optional.empty());
        if (found.isPresent()) {
          return found;
        }
      }
      fixed |= ScopeAtHand.isStatic(node);
    }
    return Optional.empty();
  }

  /** The static one that Lombok writes for an annotated class. */
  private static Optional<Logger> generated(TypeDeclaration<?> type) {
    return type.getAnnotations().stream()
        .flatMap(
            annotation -> LOMBOK.entrySet().stream().filter(e -> isNamed(annotation, e.getKey())))
        .map(entry -> new Logger("log", entry.getValue()))
        .findFirst();
  }

  private static boolean isNamed(AnnotationExpr annotation, String name) {
    String written = annotation.getNameAsString();
    String from = name.substring(0, name.lastIndexOf('.'));
    return written.equals(name)
        || name.equals(from + "." + written)
            && annotation.findCompilationUnit().stream()
                .flatMap(unit -> unit.getImports().stream())
                .filter(i -> !i.isStatic())
                .anyMatch(i -> i.getNameAsString().equals(i.isAsterisk() ? from : name));
  }

  /** One that the class's own code names, and the file does not declare. */
  private static Optional<Logger> inherited(TypeDeclaration<?> type, Node at, RuleContext context) {
    return context.facts().nodes().of(NameExpr.class).stream()
        .filter(name -> name.isDescendantOf(type) && Bindings.findLocal(name).isEmpty())
        .filter(name -> Around.find(TypeDeclaration.class, name).filter(t -> t == type).isPresent())
        .filter(name -> context.types().fieldOf(name).isPresent())
        .map(name -> new Logger(name.getNameAsString(), context.types().classNameOf(name)))
        .filter(logger -> logger.isKnown() && logger.isVisibleAt(at))
        .findFirst();
  }

  private static boolean isInterface(TypeDeclaration<?> type) {
    return type.isClassOrInterfaceDeclaration()
        && type.asClassOrInterfaceDeclaration().isInterface();
  }

  /** Whether it is what an expression names. */
  boolean isNamedBy(Expression expression) {
    return expression instanceof NameExpr simple && simple.getNameAsString().equals(name);
  }

  private boolean isVisibleAt(Node at) {
    return Bindings.findLocal(name, at).isEmpty();
  }

  private boolean isKnown() {
    // Shaded copies keep the end of the name.
    return type.endsWith("slf4j.Logger")
        || type.endsWith("org.apache.logging.log4j.Logger")
        || type.endsWith("org.apache.log4j.Logger")
        || type.endsWith("org.apache.commons.logging.Log")
        || type.endsWith("org.jboss.logging.Logger")
        || type.equals("java.util.logging.Logger")
        || type.equals("java.lang.System.Logger");
  }
}
