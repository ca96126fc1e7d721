package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.type.UnknownType;
import dev.belay.linter.facts.Hierarchy.Member;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.Returns;
import dev.belay.linter.source.Parsing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lambdas and method references: the interface they become at their place, what they call, and
 * whether their value is dropped (JLS 9.8, 15.13, 15.27).
 */
final class Functions {

  private final Types types;

  Functions(Types types) {
    this.types = types;
  }

  Optional<FunctionType> functionTypeOf(Expression function) {
    return placeOf(function).flatMap(this::shapeOf);
  }

  /**
   * The type that the place of an expression asks for; empty where there is none or it is unknown.
   */
  Optional<JavaType> placeOf(Expression expression) {
    Node parent = expression.getParentNode().orElse(null);
    if (parent instanceof MethodCallExpr call) {
      int index = indexOf(call.getArguments(), expression);
      return index < 0 ? Optional.empty() : types.calleeOf(call).map(c -> c.parameterAt(index));
    }
    if (parent instanceof ObjectCreationExpr creation) {
      int index = indexOf(creation.getArguments(), expression);
      return index < 0 ? Optional.empty() : types.calleeOf(creation).map(c -> c.parameterAt(index));
    }
    if (parent instanceof VariableDeclarator variable) {
      return Parsing.isVar(variable.getType())
          ? Optional.empty()
          : Optional.of(types.of(variable.getType()));
    }
    if (parent instanceof AssignExpr assignment && assignment.getValue() == expression) {
      return Optional.of(types.of(assignment.getTarget()));
    }
    if (parent instanceof CastExpr cast) {
      return Optional.of(types.of(cast.getType()));
    }
    if (parent instanceof EnclosedExpr enclosed) {
      return placeOf(enclosed);
    }
    if (parent instanceof ConditionalExpr choice && choice.getCondition() != expression) {
      return placeOf(choice);
    }
    if (parent instanceof ReturnStmt) {
      return returnPlace(parent);
    }
    if (parent instanceof ExpressionStmt
        && parent.getParentNode().orElse(null) instanceof LambdaExpr lambda) {
      return types.functionTypeOf(lambda).map(FunctionType::returns);
    }
    if (parent instanceof ArrayInitializerExpr values
        && values.getParentNode().orElse(null) instanceof VariableDeclarator variable) {
      return types.of(variable.getType()) instanceof JavaType.Array array
          ? Optional.of(array.element())
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<JavaType> returnPlace(Node statement) {
    for (Node n = statement.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      if (n instanceof LambdaExpr lambda) {
        return types.functionTypeOf(lambda).map(FunctionType::returns);
      }
      if (n instanceof MethodDeclaration method) {
        return Optional.of(types.of(method.getType()));
      }
      if (n instanceof TypeDeclaration<?>) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int indexOf(List<Expression> arguments, Expression expression) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) == expression) {
        return i;
      }
    }
    return -1;
  }

  Optional<FunctionType> shapeOf(JavaType type) {
    if (!(type instanceof JavaType.Named named)
        || types.find(named.name()).filter(t -> t.isInterface()).isEmpty()) {
      return Optional.empty();
    }
    List<Member> candidates = types.hierarchy().abstractMethods(type);
    if (candidates.size() != 1) {
      return Optional.empty();
    }
    Member single = candidates.get(0);
    return Optional.of(
        new FunctionType(
            type,
            single.owner(),
            single.method(),
            single.method().parameters().stream()
                .map(p -> types.hierarchy().resolve(p, single))
                .toList(),
            types.hierarchy().resolve(single.method().returns(), single)));
  }

  /** Whether a lambda or method reference could become a type; unknown types can be anything. */
  boolean couldBe(Expression function, JavaType type) {
    if (!type.isKnown() || type instanceof JavaType.Variable) {
      return true;
    }
    if (type instanceof JavaType.Named named && types.find(named.name()).isEmpty()) {
      return true;
    }
    Optional<FunctionType> shape = shapeOf(type);
    if (shape.isEmpty()) {
      return !types.hierarchy().isWhollyKnown(type) && !(type instanceof JavaType.Primitive);
    }
    if (function instanceof MethodReferenceExpr reference) {
      return couldBe(reference, shape.get());
    }
    if (!(function instanceof LambdaExpr lambda)) {
      return true;
    }
    if (lambda.getParameters().size() != shape.get().parameters().size()) {
      return false;
    }
    return shape.get().returns().isVoid() ? couldBeVoid(lambda) : !isVoidBody(lambda);
  }

  /** Whether a method that it may name takes as much as is handed on, and gives what is asked. */
  private boolean couldBe(MethodReferenceExpr reference, FunctionType shape) {
    Optional<JavaType> named = typeNamedBy(reference.getScope());
    JavaType receiver = named.orElseGet(() -> types.of(reference.getScope()));
    if (!receiver.isKnown() || !types.hierarchy().isWhollyKnown(receiver)) {
      return true;
    }
    // None is in sight of what is made when it is compiled: constructors, accessors.
    List<Member> forms = types.hierarchy().methods(receiver, reference.getIdentifier());
    int arity = shape.parameters().size();
    return forms.isEmpty()
        || forms.stream()
            .anyMatch(
                form ->
                    form.method().takes(isUnbound(form, named) ? arity - 1 : arity)
                        && (shape.isVoid()
                            || !types.hierarchy().resolve(form.method().returns(), form).isVoid()));
  }

  /** Whether its receiver is the first thing handed on: an instance's method of a named type. */
  private static boolean isUnbound(Member form, Optional<JavaType> named) {
    return named.isPresent()
        && !form.method().isConstructor()
        && !Modifiers.has(form.method().modifiers(), Modifiers.STATIC);
  }

  private static boolean couldBeVoid(LambdaExpr lambda) {
    if (lambda.getExpressionBody().isPresent()) {
      Expression body = lambda.getExpressionBody().get();
      return body.isMethodCallExpr()
          || body.isObjectCreationExpr()
          || body.isAssignExpr()
          || body.isUnaryExpr();
    }
    return Returns.of(lambda.getBody()).stream().allMatch(r -> r.getExpression().isEmpty());
  }

  /** Whether a body gives no value for sure; one that always throws may stand for a value. */
  boolean isVoidBody(LambdaExpr lambda) {
    if (lambda.getExpressionBody().isPresent()) {
      Expression body = lambda.getExpressionBody().get();
      return body instanceof MethodCallExpr call
          && lambda.getParameters().isEmpty()
          && types.of(call).isVoid();
    }
    List<ReturnStmt> returns = Returns.of(lambda.getBody());
    if (!returns.isEmpty()) {
      return returns.stream().allMatch(r -> r.getExpression().isEmpty());
    }
    var statements = lambda.getBody().asBlockStmt().getStatements();
    return statements.isEmpty()
        || !(statements.get(statements.size() - 1) instanceof ThrowStmt
            || Flow.isEndless(statements.get(statements.size() - 1)));
  }

  JavaType bodyType(LambdaExpr lambda) {
    if (lambda.getExpressionBody().isPresent()) {
      return types.of(lambda.getExpressionBody().get());
    }
    for (ReturnStmt statement : Returns.of(lambda.getBody())) {
      if (statement.getExpression().isPresent()) {
        JavaType type = types.of(statement.getExpression().get());
        if (type.isKnown() && !type.equals(new JavaType.Primitive("null"))) {
          return type;
        }
      }
    }
    return Returns.of(lambda.getBody()).stream().anyMatch(r -> r.getExpression().isPresent())
        ? JavaType.UNKNOWN
        : JavaType.VOID;
  }

  /** Finds what type parameters stand for from a function's body or target. */
  void inferFrom(Expression function, JavaType parameter, Map<String, JavaType> into) {
    Optional<FunctionType> shape = shapeOf(parameter);
    if (shape.isEmpty()) {
      return;
    }
    if (function instanceof LambdaExpr lambda) {
      for (int i = 0; i < lambda.getParameters().size(); i++) {
        Parameter declared = lambda.getParameters().get(i);
        boolean typed =
            !(declared.getType() instanceof UnknownType) && !Parsing.isVar(declared.getType());
        if (typed && i < shape.get().parameters().size()) {
          TypeVariables.infer(
              shape.get().parameters().get(i),
              types.of(declared.getType()),
              types.hierarchy(),
              into);
        }
      }
      JavaType body = bodyType(lambda);
      if (!body.isVoid()) {
        TypeVariables.infer(shape.get().returns(), body, types.hierarchy(), into);
      }
    } else if (function instanceof MethodReferenceExpr reference) {
      calleeOf(reference, shape.get())
          .ifPresent(
              callee ->
                  TypeVariables.infer(
                      shape.get().returns(), callee.returns(), types.hierarchy(), into));
    }
  }

  /** The type a scope names where it is no variable. */
  Optional<JavaType> typeNamedBy(Expression scope) {
    if (scope instanceof TypeExpr written) {
      return Optional.of(types.of(written.getType())).filter(JavaType::isKnown);
    }
    return types.expressions().typeNamedBy(scope);
  }

  Optional<Callee> calleeOf(MethodReferenceExpr reference) {
    return functionTypeOf(reference).flatMap(shape -> calleeOf(reference, shape));
  }

  private Optional<Callee> calleeOf(MethodReferenceExpr reference, FunctionType shape) {
    Optional<JavaType> named = typeNamedBy(reference.getScope());
    JavaType receiver = named.orElseGet(() -> types.of(reference.getScope()));
    if (!receiver.isKnown()) {
      return Optional.empty();
    }
    boolean creation = reference.getIdentifier().equals("new");
    String name = creation ? "<init>" : reference.getIdentifier();
    int arity = shape.parameters().size();
    JavaType from = receiver;
    if (named.isPresent() && receiver.typeArguments().isEmpty() && arity > 0) {
      // Type::method takes its receiver as the first argument, type arguments and all.
      JavaType first = shape.parameters().get(0);
      from = types.isA(first, receiver.className()) ? first : receiver;
    }
    List<Callee> fitting = new ArrayList<>();
    for (Member form : types.hierarchy().methods(from, name)) {
      boolean unbound = isUnbound(form, named);
      boolean own = !creation || form.owner().name().equals(receiver.className());
      if (own && form.method().takes(unbound ? arity - 1 : arity) && fits(form, shape, unbound)) {
        fitting.add(callee(form, from, shape, unbound, creation ? receiver : null));
      }
    }
    return fitting.stream().findFirst().map(first -> agreed(first, fitting));
  }

  /** Whether a form may be handed what the interface hands on; unknown types may. */
  private boolean fits(Member form, FunctionType shape, boolean unbound) {
    if (Modifiers.has(form.method().modifiers(), Modifiers.VARARGS)) {
      return true;
    }
    int offset = unbound ? 1 : 0;
    for (int i = 0; i < form.method().parameters().size(); i++) {
      JavaType wanted = types.hierarchy().resolve(form.method().parameters().get(i), form);
      JavaType given = shape.parameters().get(i + offset);
      boolean classes = wanted instanceof JavaType.Named && given instanceof JavaType.Named;
      boolean refused =
          classes
              ? types.hierarchy().isWhollyKnown(given) && !types.isA(given, wanted.className())
              : wanted instanceof JavaType.Array != given instanceof JavaType.Array
                  && classes(wanted, given);
      if (refused) {
        return false;
      }
    }
    return true;
  }

  private static boolean classes(JavaType one, JavaType other) {
    return !(one instanceof JavaType.Variable || other instanceof JavaType.Variable)
        && one.isKnown()
        && other.isKnown();
  }

  /** The first form that fits, its return type unknown where the others have another one. */
  private static Callee agreed(Callee first, List<Callee> fitting) {
    boolean same =
        fitting.stream()
            .allMatch(
                c ->
                    c.returns().className().equals(first.returns().className())
                        && c.returns().isVoid() == first.returns().isVoid());
    return same
        ? first
        : new Callee(
            first.owner(), first.method(), first.receiver(), first.parameters(), JavaType.UNKNOWN);
  }

  private Callee callee(
      Member form, JavaType receiver, FunctionType shape, boolean unbound, JavaType created) {
    List<JavaType> declared =
        form.method().parameters().stream().map(p -> types.hierarchy().resolve(p, form)).toList();
    Map<String, JavaType> inferred = new HashMap<>();
    int offset = unbound ? 1 : 0;
    for (int i = 0; i < declared.size() && i + offset < shape.parameters().size(); i++) {
      TypeVariables.infer(
          declared.get(i), shape.parameters().get(i + offset), types.hierarchy(), inferred);
    }
    JavaType returns =
        created != null ? created : types.hierarchy().resolve(form.method().returns(), form);
    return new Callee(form.owner(), form.method(), receiver, declared, returns.with(inferred));
  }
}
