package dev.belay.linter.index;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * A signature or descriptor of a class file (JVMS 4.7.9.1), its types as source would write them.
 */
final class TypeSignature extends SignatureVisitor {

  private final List<TypeParameterFacts> typeParameters = new ArrayList<>();
  private final List<Text> supertypes = new ArrayList<>();
  private final List<Text> parameters = new ArrayList<>();
  private final List<Text> exceptions = new ArrayList<>();
  private Text returns = new Text();
  private String parameterName;
  private List<Text> bounds = List.of();

  private TypeSignature() {
    super(Opcodes.ASM9);
  }

  /** Of a class or a method. */
  static TypeSignature of(String signature) {
    TypeSignature read = new TypeSignature();
    new SignatureReader(signature).accept(read);
    read.endParameter();
    return read;
  }

  /** Of a field, as source would write its type. */
  static String ofField(String signature) {
    Text text = new Text();
    new SignatureReader(signature).acceptType(text);
    return text.toString();
  }

  /** {@code java/util/Map$Entry} as {@code java.util.Map.Entry}. */
  static String canonical(String internalName) {
    return internalName.replace('/', '.').replace('$', '.');
  }

  List<TypeParameterFacts> typeParameters() {
    return List.copyOf(typeParameters);
  }

  List<String> supertypes() {
    return texts(supertypes);
  }

  List<String> parameters() {
    return texts(parameters);
  }

  List<String> exceptions() {
    return texts(exceptions);
  }

  String returns() {
    return returns.toString();
  }

  private static List<String> texts(List<Text> types) {
    return types.stream().map(Text::toString).toList();
  }

  @Override
  public void visitFormalTypeParameter(String name) {
    endParameter();
    parameterName = name;
    bounds = new ArrayList<>();
  }

  @Override
  public SignatureVisitor visitClassBound() {
    return next(bounds);
  }

  @Override
  public SignatureVisitor visitInterfaceBound() {
    return next(bounds);
  }

  @Override
  public SignatureVisitor visitSuperclass() {
    endParameter();
    return next(supertypes);
  }

  @Override
  public SignatureVisitor visitInterface() {
    return next(supertypes);
  }

  @Override
  public SignatureVisitor visitParameterType() {
    endParameter();
    return next(parameters);
  }

  @Override
  public SignatureVisitor visitReturnType() {
    endParameter();
    returns = new Text();
    return returns;
  }

  @Override
  public SignatureVisitor visitExceptionType() {
    return next(exceptions);
  }

  private void endParameter() {
    if (parameterName != null) {
      String bound = bounds.isEmpty() ? "" : bounds.get(0).toString();
      typeParameters.add(
          new TypeParameterFacts(parameterName, bound.equals("java.lang.Object") ? "" : bound));
      parameterName = null;
    }
  }

  private static Text next(List<Text> into) {
    Text text = new Text();
    into.add(text);
    return text;
  }

  /** One type, written while it is visited. */
  private static final class Text extends SignatureVisitor {

    private final StringBuilder text;
    private final String suffix;
    private boolean arguments;

    Text() {
      this(new StringBuilder(), "");
    }

    private Text(StringBuilder text, String suffix) {
      super(Opcodes.ASM9);
      this.text = text;
      this.suffix = suffix;
    }

    @Override
    public void visitBaseType(char descriptor) {
      text.append(
          switch (descriptor) {
            case 'V' -> "void";
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'S' -> "short";
            case 'C' -> "char";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            default -> "double";
          });
      text.append(suffix);
    }

    @Override
    public void visitTypeVariable(String name) {
      text.append(name).append(suffix);
    }

    @Override
    public SignatureVisitor visitArrayType() {
      return new Text(text, "[]" + suffix);
    }

    @Override
    public void visitClassType(String name) {
      text.append(canonical(name));
    }

    @Override
    public void visitInnerClassType(String name) {
      closeArguments();
      text.append('.').append(name);
    }

    @Override
    public void visitTypeArgument() {
      separate();
      text.append('?');
    }

    @Override
    public SignatureVisitor visitTypeArgument(char wildcard) {
      separate();
      text.append(wildcard == EXTENDS ? "? extends " : wildcard == SUPER ? "? super " : "");
      return new Text(text, "");
    }

    @Override
    public void visitEnd() {
      closeArguments();
      text.append(suffix);
    }

    private void separate() {
      text.append(arguments ? "," : "<");
      arguments = true;
    }

    private void closeArguments() {
      if (arguments) {
        text.append('>');
        arguments = false;
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
