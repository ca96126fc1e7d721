package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnknownType;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.source.Parsing;
import java.util.List;
import java.util.Optional;

/** The type of each kind of expression (JLS 15), as far as declarations tell. */
final class ExpressionTypes {

  private static final JavaType BOOLEAN = new JavaType.Primitive("boolean");
  private static final JavaType NULL = new JavaType.Primitive("null");

  private final Types types;

  ExpressionTypes(Types types) {
    this.types = types;
  }

  JavaType of(Expression expression) {
    if (expression instanceof NameExpr name) {
      return ofName(name);
    }
    if (expression instanceof MethodCallExpr call) {
      return types.calleeOf(call).map(Callee::returns).orElse(JavaType.UNKNOWN);
    }
    if (expression instanceof FieldAccessExpr access) {
      return ofAccess(access);
    }
    if (expression instanceof ObjectCreationExpr creation) {
      return ofCreation(creation);
    }
    if (expression instanceof ThisExpr self) {
      return ofThis(self);
    }
    if (expression instanceof SuperExpr parent) {
      return ofSuper(parent);
    }
    if (expression instanceof EnclosedExpr enclosed) {
      return types.of(enclosed.getInner());
    }
    if (expression instanceof CastExpr cast) {
      return types.of(cast.getType());
    }
    if (expression instanceof ConditionalExpr choice) {
      JavaType first = types.of(choice.getThenExpr());
      return first.isKnown() && !first.equals(NULL) ? first : types.of(choice.getElseExpr());
    }
    if (expression instanceof AssignExpr assignment) {
      return types.of(assignment.getTarget());
    }
    if (expression instanceof LiteralExpr literal) {
      return ofLiteral(literal);
    }
    if (expression instanceof ArrayAccessExpr access) {
      return types.of(access.getName()) instanceof JavaType.Array array
          ? array.element()
          : JavaType.UNKNOWN;
    }
    if (expression instanceof ArrayCreationExpr creation) {
      JavaType element = types.of(creation.getElementType());
      for (int i = 0; i < creation.getLevels().size(); i++) {
        element = new JavaType.Array(element);
      }
      return element;
    }
    if (expression instanceof LambdaExpr || expression instanceof MethodReferenceExpr) {
      return types.functionTypeOf(expression).map(FunctionType::type).orElse(JavaType.UNKNOWN);
    }
    if (expression instanceof SwitchExpr choice) {
      return ofSwitch(choice);
    }
    return ofOperator(expression);
  }

  private JavaType ofOperator(Expression expression) {
    if (expression instanceof InstanceOfExpr) {
      return BOOLEAN;
    }
    if (expression instanceof ClassExpr literal) {
      return new JavaType.Named("java.lang.Class", List.of(types.of(literal.getType())));
    }
    if (expression instanceof UnaryExpr unary) {
      return types.of(unary.getExpression());
    }
    if (expression instanceof BinaryExpr binary) {
      return switch (binary.getOperator()) {
        case OR, AND, EQUALS, NOT_EQUALS, LESS, GREATER, LESS_EQUALS, GREATER_EQUALS -> BOOLEAN;
        case PLUS -> {
          JavaType left = types.of(binary.getLeft());
          yield left.equals(JavaType.STRING) ? left : types.of(binary.getRight());
        }
        default -> types.of(binary.getLeft());
      };
    }
    if (expression instanceof VariableDeclarationExpr declaration) {
      return ofVariable(declaration.getVariable(0));
    }
    return JavaType.UNKNOWN;
  }

  private static JavaType ofLiteral(LiteralExpr literal) {
    if (literal.isStringLiteralExpr() || literal.isTextBlockLiteralExpr()) {
      return JavaType.STRING;
    }
    if (literal.isNullLiteralExpr()) {
      return NULL;
    }
    if (literal.isBooleanLiteralExpr()) {
      return BOOLEAN;
    }
    if (literal.isCharLiteralExpr()) {
      return new JavaType.Primitive("char");
    }
    if (literal.isLongLiteralExpr()) {
      return new JavaType.Primitive("long");
    }
    return new JavaType.Primitive(literal.isDoubleLiteralExpr() ? "double" : "int");
  }

  private JavaType ofName(NameExpr name) {
    Optional<Node> local = Bindings.findLocal(name);
    if (local.isPresent()) {
      return types.ofLocal(local.get());
    }
    return fieldOf(name).map(Types.FieldUse::type).orElse(JavaType.UNKNOWN);
  }

  /** The type that a name stands for where it is no variable: {@code Thread} in a static call. */
  Optional<JavaType> typeNamedBy(Expression scope) {
    if (scope instanceof NameExpr name) {
      boolean variable = Bindings.findLocal(name).isPresent() || fieldOf(name).isPresent();
      return variable ? Optional.empty() : typeWritten(name.getNameAsString(), scope);
    }
    if (scope instanceof FieldAccessExpr access) {
      boolean names = access.getScope().isNameExpr() || access.getScope().isFieldAccessExpr();
      if (!names || fieldOf(access).isPresent()) {
        return Optional.empty();
      }
      return typeWritten(access.toString(), scope);
    }
    return Optional.empty();
  }

  private Optional<JavaType> typeWritten(String name, Node at) {
    JavaType type = types.enclosing().resolve(name, at);
    return Optional.of(type).filter(JavaType::isKnown);
  }

  private JavaType ofAccess(FieldAccessExpr access) {
    Optional<Types.FieldUse> field = fieldOf(access);
    if (field.isPresent()) {
      return field.get().type();
    }
    boolean length =
        access.getNameAsString().equals("length")
            && types.of(access.getScope()) instanceof JavaType.Array;
    return length ? new JavaType.Primitive("int") : JavaType.UNKNOWN;
  }

  Optional<Types.FieldUse> fieldOf(Expression expression) {
    if (expression instanceof FieldAccessExpr access) {
      JavaType receiver =
          typeNamedBy(access.getScope()).orElseGet(() -> types.of(access.getScope()));
      return types.hierarchy().findField(receiver, access.getNameAsString());
    }
    if (expression instanceof EnclosedExpr enclosed) {
      return fieldOf(enclosed.getInner());
    }
    if (!(expression instanceof NameExpr name) || Bindings.findLocal(name).isPresent()) {
      return Optional.empty();
    }
    return fieldNamed(name.getNameAsString(), name);
  }

  private Optional<Types.FieldUse> fieldNamed(String name, Node at) {
    for (Optional<TypeFacts> type = types.enclosingType(at); type.isPresent(); ) {
      Optional<Types.FieldUse> field =
          types.hierarchy().findField(Hierarchy.selfType(type.get()), name);
      if (field.isPresent()) {
        return field;
      }
      type = types.calls().enclosing(type.get());
    }
    for (String imported : types.enclosing().fileNames().staticImports()) {
      if (imported.endsWith("." + name)) {
        return types
            .hierarchy()
            .findField(
                JavaType.named(imported.substring(0, imported.length() - name.length() - 1)), name);
      }
    }
    for (String imported : types.enclosing().fileNames().staticOnDemandImports()) {
      Optional<Types.FieldUse> field = types.hierarchy().findField(JavaType.named(imported), name);
      if (field.isPresent()) {
        return field;
      }
    }
    return Optional.empty();
  }

  private JavaType ofCreation(ObjectCreationExpr creation) {
    JavaType declared = types.enclosing().resolve(creation.getType());
    if (creation.getScope().isPresent() && !declared.isKnown()) {
      JavaType outer = types.of(creation.getScope().get());
      declared = JavaType.named(outer.className() + "." + creation.getType().getNameAsString());
    }
    boolean diamond = creation.getType().getTypeArguments().map(List::isEmpty).orElse(false);
    if (diamond) {
      // new Foo<>() takes its arguments from where it is put.
      JavaType place = types.functions().placeOf(creation).orElse(JavaType.UNKNOWN);
      List<JavaType> arguments = place.typeArguments();
      int wanted = types.find(declared.className()).map(t -> t.typeParameters().size()).orElse(-1);
      if (arguments.size() == wanted && declared instanceof JavaType.Named named) {
        return new JavaType.Named(named.name(), arguments);
      }
    }
    return declared;
  }

  private JavaType ofThis(ThisExpr self) {
    if (self.getTypeName().isPresent()) {
      JavaType named = types.enclosing().resolve(self.getTypeName().get().asString(), self);
      return types.find(named.className()).map(Hierarchy::selfType).orElse(named);
    }
    return types.thisType(self);
  }

  private JavaType ofSuper(SuperExpr at) {
    if (at.getTypeName().isPresent()) {
      return types.enclosing().resolve(at.getTypeName().get().asString(), at);
    }
    List<JavaType> supertypes = types.hierarchy().withSupertypes(types.thisType(at));
    return supertypes.size() > 1 ? supertypes.get(1) : JavaType.OBJECT;
  }

  private JavaType ofSwitch(SwitchExpr choice) {
    for (var entry : choice.getEntries()) {
      for (var statement : entry.getStatements()) {
        Expression value =
            statement.isExpressionStmt()
                ? statement.asExpressionStmt().getExpression()
                : statement instanceof YieldStmt yielded ? yielded.getExpression() : null;
        if (value != null) {
          JavaType type = types.of(value);
          if (type.isKnown() && !type.equals(NULL)) {
            return type;
          }
        }
      }
    }
    return JavaType.UNKNOWN;
  }

  JavaType ofVariable(VariableDeclarator variable) {
    Type declared = variable.getType();
    if (!Parsing.isVar(declared)) {
      return types.of(declared);
    }
    if (variable.getInitializer().isPresent()) {
      return types.of(variable.getInitializer().get());
    }
    return variable
        .getParentNode()
        .flatMap(Node::getParentNode)
        .filter(ForEachStmt.class::isInstance)
        .map(loop -> elementOf(types.of(((ForEachStmt) loop).getIterable())))
        .orElse(JavaType.UNKNOWN);
  }

  private JavaType elementOf(JavaType iterable) {
    if (iterable instanceof JavaType.Array array) {
      return array.element();
    }
    List<JavaType> arguments = types.hierarchy().argumentsAs(iterable, "java.lang.Iterable");
    return arguments.isEmpty() ? JavaType.UNKNOWN : arguments.get(0);
  }

  JavaType ofParameter(Parameter parameter) {
    Type declared = parameter.getType();
    if (parameter.getParentNode().orElse(null) instanceof LambdaExpr lambda
        && (declared instanceof UnknownType || Parsing.isVar(declared))) {
      int index = Flow.indexOf(parameter, lambda.getParameters());
      return types
          .functionTypeOf(lambda)
          .filter(f -> index >= 0 && index < f.parameters().size())
          .map(f -> f.parameters().get(index))
          .orElse(JavaType.UNKNOWN);
    }
    if (parameter.getParentNode().orElse(null) instanceof CatchClause && declared.isUnionType()) {
      return types.of(declared.asUnionType().getElements().get(0));
    }
    JavaType type = types.of(declared);
    return parameter.isVarArgs() ? new JavaType.Array(type) : type;
  }
}
