package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/**
 * The object whose monitor a piece of code holds, as far as its file tells.
 *
 * @param owner the class, or the creation of an anonymous one, whose object it is; empty for others
 * @param field the final field that has it; empty for others
 */
record Monitor(Optional<Node> owner, Optional<VariableDeclarator> field) {

  /** Of a method that is synchronized itself. */
  static Monitor of(MethodDeclaration method) {
    return new Monitor(method.isStatic() ? Optional.empty() : typeAround(method), Optional.empty());
  }

  /** Of a block. */
  static Monitor of(SynchronizedStmt block, RuleContext context) {
    Expression lock = block.getExpression();
    if (lock instanceof ThisExpr self) {
      Optional<Node> type = typeAround(block);
      while (self.getTypeName().isPresent() && type.isPresent() && !isNamed(type.get(), self)) {
        type = typeAround(type.get());
      }
      return new Monitor(type, Optional.empty());
    }
    return new Monitor(Optional.empty(), fieldNamed(IdleField.nameOf(lock), context));
  }

  private static Optional<VariableDeclarator> fieldNamed(String name, RuleContext context) {
    List<VariableDeclarator> found =
        context.facts().nodes().of(VariableDeclarator.class).stream()
            .filter(v -> v.getNameAsString().equals(name))
            .filter(
                v -> v.getParentNode().orElse(null) instanceof FieldDeclaration f && f.isFinal())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static boolean isNamed(Node type, ThisExpr self) {
    return type instanceof TypeDeclaration<?> declared
        && self.getTypeName().orElseThrow().asString().endsWith(declared.getNameAsString());
  }

  private static Optional<Node> typeAround(Node node) {
    for (Node n = node.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      boolean anonymous =
          n instanceof ObjectCreationExpr c && c.getAnonymousClassBody().isPresent();
      if (anonymous || n instanceof TypeDeclaration<?> || n instanceof EnumConstantDeclaration) {
        return Optional.of(n);
      }
    }
    return Optional.empty();
  }

  /** Whether two surely are not the same object. */
  boolean isOther(Monitor other, RuleContext context) {
    if (owner.isPresent() && other.owner.isPresent()) {
      return owner.get() != other.owner.get();
    }
    return owner.filter(type -> other.cannotBe(type, context)).isPresent()
        || other.owner.filter(type -> cannotBe(type, context)).isPresent();
  }

  /** Whether the object in a field is of another class than one that the file shows. */
  private boolean cannotBe(Node type, RuleContext context) {
    if (field.isEmpty()) {
      return false;
    }
    String kept = context.types().classNameOf(field.get().getType());
    if (kept.equals("java.lang.Object")) {
      return field.get().getInitializer().filter(Expression::isObjectCreationExpr).isPresent();
    }
    return kept.startsWith("java.") && isSeenWhole(type, context) && !isA(type, kept, context);
  }

  /** Whether all that a class is can be told from the file and the JDK. */
  private static boolean isSeenWhole(Node type, RuleContext context) {
    return type instanceof ObjectCreationExpr made
        ? context.types().classNameOf(made.getType()).startsWith("java.")
        : type instanceof ClassOrInterfaceDeclaration declared
            && declared.getExtendedTypes().isEmpty()
            && declared.getImplementedTypes().stream()
                .allMatch(t -> context.types().classNameOf(t).startsWith("java."));
  }

  private static boolean isA(Node type, String name, RuleContext context) {
    return type instanceof ObjectCreationExpr made
        ? context.types().isA(context.types().of(made.getType()), name)
        : context
            .types()
            .isA(context.types().thisType(((ClassOrInterfaceDeclaration) type).getMember(0)), name);
  }
}
