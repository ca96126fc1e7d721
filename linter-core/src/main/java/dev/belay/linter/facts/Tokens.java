package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Hierarchy.Member;
import dev.belay.linter.facts.Types.FieldUse;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.TypeFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which way a cancellation token goes: into calls that could take it, or no further. Belongs to one
 * thread.
 */
public final class Tokens {

  private final Types types;
  private final Catalogue catalogue;
  private final Map<String, List<FieldUse>> tokensByClass = new HashMap<>();

  Tokens(Types types, Catalogue catalogue) {
    this.types = types;
    this.catalogue = catalogue;
  }

  /**
   * A token that a call leaves behind.
   *
   * @param name by which the call could have it
   * @param declaration where it comes from: a local, a parameter, or the field's declarator
   * @param index of the parameter that would take it, from 0
   * @param alsoThrown exceptions that the form with the token declares and the other does not, as
   *     written; may be empty
   */
  public record LeftBehind(String name, Node declaration, int index, List<String> alsoThrown) {

    LeftBehind(String name, Node declaration) {
      this(name, declaration, 0, List.of());
    }
  }

  /** The token that a call leaves behind though the method has another form that takes one. */
  public Optional<LeftBehind> findLeftBehind(MethodCallExpr call) {
    // Asked for most calls of a file: a token in reach is rarer than a method that resolves.
    Optional<LeftBehind> token = findInReach(call);
    return token.isEmpty()
        ? token
        : types.calleeOf(call).flatMap(callee -> left(call, callee, token.get()));
  }

  /** The same of a constructor. */
  public Optional<LeftBehind> findLeftBehind(ObjectCreationExpr creation) {
    Optional<LeftBehind> token = findInReach(creation);
    return token.isEmpty()
        ? token
        : types.calleeOf(creation).flatMap(callee -> left(creation, callee, token.get()));
  }

  private Optional<LeftBehind> left(Node call, Callee callee, LeftBehind token) {
    if (callee.parameters().stream().anyMatch(this::isToken) || isCleaningUp(call)) {
      return Optional.empty();
    }
    List<LeftBehind> places =
        types.hierarchy().methods(callee.receiver(), callee.method().name()).stream()
            .filter(form -> isReachable(form, callee))
            .filter(form -> !isBodyOf(call, form))
            .flatMap(
                form ->
                    placeOfToken(form, callee)
                        .map(place -> placed(token, place, form, callee))
                        .stream())
            .toList();
    return places.stream().map(LeftBehind::index).distinct().count() == 1
        ? Optional.of(places.get(0))
        : Optional.empty();
  }

  private static LeftBehind placed(LeftBehind token, int place, Member form, Callee callee) {
    List<String> more = new ArrayList<>(form.method().throwing());
    more.removeAll(callee.method().throwing());
    return new LeftBehind(token.name(), token.declaration(), place, List.copyOf(more));
  }

  private boolean isToken(JavaType type) {
    return catalogue.has(Role.TOKEN, type, types);
  }

  private boolean isReachable(Member form, Callee callee) {
    int modifiers = form.method().modifiers();
    boolean sameKind =
        Modifiers.has(modifiers, Modifiers.STATIC)
            == Modifiers.has(callee.method().modifiers(), Modifiers.STATIC);
    boolean hidden =
        Modifiers.has(modifiers, Modifiers.PRIVATE) && types.declarationOf(form.owner()).isEmpty();
    boolean inherited =
        callee.method().isConstructor() && !form.owner().name().equals(callee.owner().name());
    return sameKind && !hidden && !inherited && !Modifiers.has(modifiers, Modifiers.VARARGS);
  }

  /** Where a form takes a token, if it takes the parameters of another form and a token besides. */
  private Optional<Integer> placeOfToken(Member form, Callee callee) {
    List<JavaType> wanted =
        form.method().parameters().stream().map(p -> types.hierarchy().resolve(p, form)).toList();
    List<String> others = callee.method().parameters();
    if (wanted.size() != others.size() + 1) {
      return Optional.empty();
    }
    for (int place = 0; place < wanted.size(); place++) {
      if (isToken(wanted.get(place))) {
        return fits(wanted, callee, place) && sameResult(form, callee)
            ? Optional.of(place)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean fits(List<JavaType> wanted, Callee callee, int place) {
    for (int i = 0; i < callee.parameters().size(); i++) {
      JavaType other = wanted.get(i < place ? i : i + 1);
      JavaType own = callee.parameters().get(i);
      boolean variable = other instanceof JavaType.Variable || own instanceof JavaType.Variable;
      if (!variable && !erasure(other).equals(erasure(own))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameResult(Member form, Callee callee) {
    JavaType returns = types.hierarchy().resolve(form.method().returns(), form);
    return form.method().isConstructor()
        || returns instanceof JavaType.Variable
        || callee.returns() instanceof JavaType.Variable
        || erasure(returns).equals(erasure(callee.returns()))
        || !callee.returns().isKnown();
  }

  private static String erasure(JavaType type) {
    return type instanceof JavaType.Named named ? named.name() : String.valueOf(type);
  }

  /** The form that takes the token may well call the one that does not. */
  private boolean isBodyOf(Node call, Member form) {
    for (Node around = call; around != null; around = around.getParentNode().orElse(null)) {
      if (around instanceof CallableDeclaration<?> callable) {
        boolean sameName =
            callable instanceof ConstructorDeclaration
                ? form.method().isConstructor()
                : callable.getNameAsString().equals(form.method().name());
        boolean sameType =
            types
                .enclosingType(callable)
                .filter(t -> t.name().equals(form.owner().name()))
                .isPresent();
        return sameName
            && sameType
            && callable.getParameters().size() == form.method().parameters().size();
      }
    }
    return false;
  }

  /** What cleans up has to run to its end, cancelled or not. */
  private boolean isCleaningUp(Node call) {
    Node below = call;
    for (Node around = call.getParentNode().orElse(null);
        around != null;
        below = around, around = around.getParentNode().orElse(null)) {
      Node part = below;
      boolean cleaning =
          around instanceof CatchClause
              || around instanceof TryStmt attempt
                  && attempt.getFinallyBlock().filter(b -> b == part).isPresent()
              || around instanceof MethodDeclaration method && isClose(method)
              || around instanceof MethodCallExpr taker
                  && taker.getArguments().stream().anyMatch(a -> a == part)
                  && taker.getScope().filter(s -> isToken(types.of(s))).isPresent()
                  && part instanceof LambdaExpr lambda
                  && lambda.getParameters().isEmpty();
      if (cleaning) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClose(MethodDeclaration method) {
    return method.getNameAsString().equals("close") && method.getParameters().isEmpty();
  }

  /** The nearest token that a call could hand on: a local, a parameter, else a field. */
  private Optional<LeftBehind> findInReach(Node call) {
    for (Node around = call.getParentNode().orElse(null);
        around != null;
        around = around.getParentNode().orElse(null)) {
      Optional<LeftBehind> local =
          declaredBy(around)
              .filter(declaration -> isVisible(declaration, call))
              .filter(declaration -> isToken(types.ofLocal(declaration)))
              .map(declaration -> new LeftBehind(Bindings.nameOf(declaration), declaration))
              .reduce((first, second) -> second);
      if (local.isPresent()) {
        return local;
      }
      if (around instanceof CallableDeclaration<?> member && isOfNamedType(member)) {
        return findField(call, member);
      }
    }
    return Optional.empty();
  }

  private static boolean isOfNamedType(CallableDeclaration<?> member) {
    return member.getParentNode().filter(ObjectCreationExpr.class::isInstance).isEmpty();
  }

  /** Locals that a node declares in front of what stands in it. */
  private static Stream<? extends Node> declaredBy(Node node) {
    if (node instanceof BlockStmt block) {
      return block.getStatements().stream()
          .filter(s -> s.isExpressionStmt())
          .map(s -> s.asExpressionStmt().getExpression())
          .filter(Expression::isVariableDeclarationExpr)
          .flatMap(e -> e.asVariableDeclarationExpr().getVariables().stream());
    }
    if (node instanceof TryStmt attempt) {
      return attempt.getResources().stream()
          .filter(Expression::isVariableDeclarationExpr)
          .flatMap(e -> e.asVariableDeclarationExpr().getVariables().stream());
    }
    if (node instanceof LambdaExpr lambda) {
      return lambda.getParameters().stream();
    }
    return node instanceof CallableDeclaration<?> callable
        ? callable.getParameters().stream()
        : Stream.empty();
  }

  private static boolean isVisible(Node declaration, Node at) {
    return !at.isDescendantOf(declaration)
        && Bindings.findLocal(Bindings.nameOf(declaration), at)
            .filter(found -> found == declaration)
            .isPresent();
  }

  /** A constructor may stand before its fields are set: there they are out of reach. */
  private Optional<LeftBehind> findField(Node call, CallableDeclaration<?> member) {
    if (member instanceof ConstructorDeclaration) {
      return Optional.empty();
    }
    return types.enclosingType(member).map(this::tokensIn).orElse(List.of()).stream()
        .filter(
            use -> !member.isStatic() || Modifiers.has(use.field().modifiers(), Modifiers.STATIC))
        .filter(use -> Bindings.findLocal(use.field().name(), call).isEmpty())
        .flatMap(
            use ->
                types
                    .declarationOf(use)
                    .map(declared -> new LeftBehind(use.field().name(), declared))
                    .stream())
        .findFirst();
  }

  // Asked for most calls of a file: with a generated parser's thousands of calls and of fields, to
  // go through the fields each time did not end.
  private List<FieldUse> tokensIn(TypeFacts type) {
    return tokensByClass.computeIfAbsent(
        type.name(),
        name ->
            type.fields().stream()
                .flatMap(
                    f -> types.hierarchy().findField(Hierarchy.selfType(type), f.name()).stream())
                .filter(use -> isToken(use.type()))
                .toList());
  }

  /**
   * Whether a method or constructor takes a token and does nothing with it, though nothing but its
   * author asked for the parameter: it overrides nothing, is not used by reference, and does more
   * than to return.
   */
  public boolean isNeverUsed(Parameter parameter) {
    return isToken(types.of(parameter.getType()))
        && parameter.getParentNode().orElse(null) instanceof CallableDeclaration<?> callable
        && !Failures.isLeftUnread(parameter.getNameAsString())
        && Bindings.usesOf(parameter).isEmpty()
        && doesSomething(callable)
        && !hasGivenShape(callable);
  }

  private static boolean doesSomething(CallableDeclaration<?> callable) {
    return !callable.findAll(MethodCallExpr.class).isEmpty()
        || !callable.findAll(ObjectCreationExpr.class).isEmpty();
  }

  private boolean hasGivenShape(CallableDeclaration<?> callable) {
    return callable instanceof MethodDeclaration method
        && (method.getBody().isEmpty()
            || method.getAnnotationByName("Override").isPresent()
            || mayOverride(method)
            || isReferred(method));
  }

  private boolean mayOverride(MethodDeclaration method) {
    if (method.isPrivate() || method.isStatic()) {
      return false;
    }
    JavaType own = types.thisType(method);
    return !types.hierarchy().isWhollyKnown(own)
        || types.hierarchy().withSupertypes(own).stream()
            .filter(t -> !t.className().equals(own.className()))
            .flatMap(t -> types.find(t.className()).stream())
            .flatMap(t -> t.methodsNamed(method.getNameAsString()).stream())
            .anyMatch(m -> m.parameters().size() == method.getParameters().size());
  }

  private boolean isReferred(MethodDeclaration method) {
    return method
        .findCompilationUnit()
        .map(
            unit ->
                unit.findAll(MethodReferenceExpr.class).stream()
                    .anyMatch(r -> r.getIdentifier().equals(method.getNameAsString())))
        .orElse(true);
  }
}
