package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.type.Type;
import dev.belay.linter.index.FieldFacts;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.SourceText;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Types of one file's expressions and what its calls resolve to, told from declarations alone: the
 * file's own, the project's and the libraries' through the index. Each question is answered once.
 * Unknown stays unknown. Belongs to one thread.
 */
public final class Types {

  private final Hierarchy hierarchy;
  private final EnclosingTypes enclosing;
  private final ExpressionTypes expressions;
  private final Calls calls;
  private final Functions functions;
  private final Map<Expression, JavaType> known = new IdentityHashMap<>();

  Types(Nodes nodes, SourceText source, List<TypeFacts> declared, TypeIndex index) {
    this.enclosing = new EnclosingTypes(nodes.unit(), source, declared, index);
    this.hierarchy = new Hierarchy(enclosing);
    this.calls = new Calls(nodes, this);
    this.functions = new Functions(this);
    this.expressions = new ExpressionTypes(this);
  }

  /** The type of an expression; {@link JavaType#UNKNOWN} where it cannot be told. */
  public JavaType of(Expression expression) {
    JavaType type = known.get(expression);
    if (type == null) {
      // Stands in while the question is open: a type that depends on itself is unknown.
      known.put(expression, JavaType.UNKNOWN);
      type = expressions.of(expression);
      known.put(expression, type);
    }
    return type;
  }

  /** What a written type means at its place. */
  public JavaType of(Type written) {
    return enclosing.resolve(written);
  }

  /** Canonical name of an expression's class; empty where it has none or none is known. */
  public String classNameOf(Expression expression) {
    return of(expression).className();
  }

  /** Canonical name of the class that a written type means; empty where none is known. */
  public String classNameOf(Type written) {
    return of(written).className();
  }

  /**
   * Canonical name of a local variable's class; empty where none is known.
   *
   * @param declaration as {@link Bindings#findLocal} gives it
   */
  public String classNameOfLocal(Node declaration) {
    return ofLocal(declaration).className();
  }

  /** Whether a call is known to give no value. */
  public boolean isVoid(Expression call) {
    return of(call).isVoid();
  }

  /** Whether the type of an expression has no type arguments, as it stands. */
  public boolean hasNoArguments(Expression expression) {
    return of(expression).typeArguments().isEmpty();
  }

  /** Whether the class of an expression is declared in the project's sources. */
  public boolean isOfProject(Expression expression) {
    return find(classNameOf(expression)).filter(type -> !type.path().isEmpty()).isPresent();
  }

  /** The tree of an expression's class, where this file declares it. */
  public Optional<Node> classDeclarationOf(Expression expression) {
    return find(classNameOf(expression)).flatMap(this::declarationOf);
  }

  /**
   * The declared or inferred type of a local variable, parameter or pattern variable.
   *
   * @param declaration as {@link Bindings#findLocal} gives it
   */
  public JavaType ofLocal(Node declaration) {
    if (declaration instanceof VariableDeclarator variable) {
      return expressions.ofVariable(variable);
    }
    if (declaration instanceof Parameter parameter) {
      return expressions.ofParameter(parameter);
    }
    return of(((TypePatternExpr) declaration).getType());
  }

  /** What a call resolves to; empty where the receiver or the method is unknown. */
  public Optional<Callee> calleeOf(MethodCallExpr call) {
    return calls.calleeOf(call);
  }

  /** The constructor a creation calls; empty where the class or the constructor is unknown. */
  public Optional<Callee> calleeOf(ObjectCreationExpr creation) {
    return calls.calleeOf(creation);
  }

  /** What a method reference resolves to; empty where it is unknown. */
  public Optional<Callee> calleeOf(MethodReferenceExpr reference) {
    return functions.calleeOf(reference);
  }

  /**
   * The functional interface that a lambda or method reference becomes at its place; empty where
   * the place's type is unknown.
   */
  public Optional<FunctionType> functionTypeOf(Expression lambdaOrReference) {
    return functions.functionTypeOf(lambdaOrReference);
  }

  /** The single abstract method of a type, if it is a functional interface. */
  public Optional<FunctionType> functionTypeOf(JavaType type) {
    return functions.shapeOf(type);
  }

  /** Whether a lambda's value, or the result of its method reference, is dropped by its place. */
  public boolean isVoidPlace(Expression lambdaOrReference) {
    return functionTypeOf(lambdaOrReference).map(f -> f.returns().isVoid()).orElse(false);
  }

  /** Whether a type is, or is a known subtype of, a class; false where that cannot be told. */
  public boolean isA(JavaType type, String className) {
    return hierarchy.isA(type, className);
  }

  /** Supertypes and members of any type the index knows. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** Facts of a type by its canonical name; also of the file's local and anonymous classes. */
  public Optional<TypeFacts> find(String name) {
    return enclosing.find(name);
  }

  /** The innermost type whose body a node stands in; empty at the top of a file. */
  public Optional<TypeFacts> enclosingType(Node node) {
    return enclosing.around(node);
  }

  /** The type that {@code this} has at a node. */
  public JavaType thisType(Node node) {
    return enclosing.around(node).map(Hierarchy::selfType).orElse(JavaType.UNKNOWN);
  }

  /** The tree of a type that this file declares, local and anonymous ones included. */
  public Optional<Node> declarationOf(TypeFacts type) {
    return enclosing.declarationOf(type.name());
  }

  /**
   * The field a simple name, or {@code this.name}, or {@code receiver.name} stands for.
   *
   * @param fieldOrName a {@link NameExpr} or {@link FieldAccessExpr}
   * @return the declaring type and the field; empty for locals, types and the unknown
   */
  public Optional<FieldUse> fieldOf(Expression fieldOrName) {
    return expressions.fieldOf(fieldOrName);
  }

  /** The tree of a field that this file declares. */
  public Optional<VariableDeclarator> declarationOf(FieldUse field) {
    return declarationOf(field.owner())
        .flatMap(
            type ->
                Calls.membersOf(type).stream()
                    .filter(BodyDeclaration::isFieldDeclaration)
                    .flatMap(m -> m.asFieldDeclaration().getVariables().stream())
                    .filter(v -> v.getNameAsString().equals(field.field().name()))
                    .findFirst());
  }

  /**
   * The tree of a method that a call resolves to, where this file declares it with a body.
   *
   * @return empty for methods of other files, abstract ones and constructors
   */
  public Optional<MethodDeclaration> declarationOf(Callee callee) {
    return calls.declarationOf(callee);
  }

  /**
   * The same of a call. Where this file has no method of its name, no other file is read to find
   * what it means.
   */
  public Optional<MethodDeclaration> declarationOf(MethodCallExpr call) {
    return calls.declares(call.getNameAsString())
        ? calleeOf(call).flatMap(this::declarationOf)
        : Optional.empty();
  }

  /** The same of a method reference. */
  public Optional<MethodDeclaration> declarationOf(MethodReferenceExpr reference) {
    return calls.declares(reference.getIdentifier())
        ? calleeOf(reference).flatMap(this::declarationOf)
        : Optional.empty();
  }

  /** Own methods of the file's types by name, to follow helpers; may be empty. */
  public List<MethodDeclaration> methodsNamed(String name, Node around) {
    return calls.methodsNamed(name, around);
  }

  /** The type of the value that a lambda's body gives; {@code void} where it gives none. */
  JavaType bodyType(LambdaExpr lambda) {
    return functions.bodyType(lambda);
  }

  /** Forgets what was told of the expressions inside a node, told while its place was not clear. */
  void forget(Node node) {
    if (node instanceof Expression expression) {
      known.remove(expression);
    }
    node.getChildNodes().forEach(this::forget);
  }

  EnclosingTypes enclosing() {
    return enclosing;
  }

  Calls calls() {
    return calls;
  }

  Functions functions() {
    return functions;
  }

  ExpressionTypes expressions() {
    return expressions;
  }

  /**
   * A field as an expression names it.
   *
   * @param owner the type that declares it
   * @param field what was declared
   * @param type with the receiver's type arguments filled in
   */
  public record FieldUse(TypeFacts owner, FieldFacts field, JavaType type) {

    /** Its simple name. */
    public String name() {
      return field.name();
    }

    /** {@code com.acme.Pool#workers}, unique in the project. */
    public String key() {
      return owner.name() + "#" + field.name();
    }
  }
}
