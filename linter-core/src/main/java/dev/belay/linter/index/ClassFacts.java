package dev.belay.linter.index;

import dev.belay.linter.index.TypeFacts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the facts of a type from its class file; private and synthetic members are left out. */
public final class ClassFacts extends ClassVisitor {

  private static final int ASM = Opcodes.ASM9;
  private static final int KEPT =
      Modifiers.PUBLIC
          | Modifiers.PROTECTED
          | Modifiers.STATIC
          | Modifiers.FINAL
          | Modifiers.SYNCHRONIZED
          | Modifiers.ABSTRACT;

  private final List<FieldFacts> fields = new ArrayList<>();
  private final List<MethodFacts> methods = new ArrayList<>();
  private final List<String> memberTypes = new ArrayList<>();
  private String internalName;
  private int access;
  private Kind kind;
  private List<TypeParameterFacts> typeParameters = List.of();
  private List<String> supertypes = List.of();

  private ClassFacts() {
    super(ASM);
  }

  /**
   * The facts of one class file.
   *
   * @return empty for module descriptors and synthetic, local and anonymous classes
   * @throws IllegalArgumentException if the bytes are no class file that can be read
   */
  public static Optional<TypeFacts> of(byte[] classFile) {
    ClassFacts facts = new ClassFacts();
    try {
      new ClassReader(classFile).accept(facts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("truncated class file", e);
    }
    boolean skipped =
        facts.internalName == null
            || (facts.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_MODULE)) != 0;
    return skipped ? Optional.empty() : Optional.of(facts.toFacts());
  }

  private TypeFacts toFacts() {
    return new TypeFacts(
        TypeSignature.canonical(internalName),
        kind,
        access & (Modifiers.PUBLIC | Modifiers.FINAL | Modifiers.ABSTRACT),
        typeParameters,
        supertypes,
        List.copyOf(fields),
        List.copyOf(methods),
        List.copyOf(memberTypes),
        List.of(),
        FileNames.QUALIFIED,
        "",
        0);
  }

  @Override
  public void visit(
      int version,
      int flags,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    internalName = name;
    access = flags;
    kind = kindOf(flags, superName);
    TypeSignature generic = signature == null ? null : TypeSignature.of(signature);
    if (generic != null) {
      typeParameters = generic.typeParameters();
      supertypes = generic.supertypes();
    } else {
      List<String> names = new ArrayList<>();
      if (superName != null) {
        names.add(TypeSignature.canonical(superName));
      }
      for (String implemented : interfaces) {
        names.add(TypeSignature.canonical(implemented));
      }
      supertypes = names;
    }
    supertypes = supertypes.stream().filter(s -> !s.equals("java.lang.Object")).toList();
  }

  private static Kind kindOf(int flags, String superName) {
    if ((flags & Opcodes.ACC_ANNOTATION) != 0) {
      return Kind.ANNOTATION;
    }
    if ((flags & Opcodes.ACC_INTERFACE) != 0) {
      return Kind.INTERFACE;
    }
    if ((flags & Opcodes.ACC_ENUM) != 0) {
      return Kind.ENUM;
    }
    return "java/lang/Record".equals(superName) ? Kind.RECORD : Kind.CLASS;
  }

  @Override
  public void visitInnerClass(String name, String outerName, String innerName, int flags) {
    if (internalName.equals(outerName) && innerName != null && isApi(flags)) {
      memberTypes.add(innerName);
    }
  }

  @Override
  public FieldVisitor visitField(
      int flags, String name, String descriptor, String signature, Object value) {
    if (isApi(flags)) {
      String type = TypeSignature.ofField(signature == null ? descriptor : signature);
      fields.add(
          new FieldFacts(
              name, flags & (KEPT | Modifiers.VOLATILE) & ~Modifiers.SYNCHRONIZED, type, 0));
    }
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int flags, String name, String descriptor, String signature, String[] exceptions) {
    if (!isKept(flags, name)) {
      return null;
    }
    TypeSignature type = TypeSignature.of(signature == null ? descriptor : signature);
    List<String> thrown = type.exceptions();
    if (thrown.isEmpty() && exceptions != null) {
      thrown = new ArrayList<>();
      for (String exception : exceptions) {
        thrown.add(TypeSignature.canonical(exception));
      }
    }
    int modifiers = flags & KEPT;
    if ((flags & Opcodes.ACC_VARARGS) != 0) {
      modifiers |= Modifiers.VARARGS;
    }
    boolean body = (flags & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
    if (body && (access & Opcodes.ACC_INTERFACE) != 0) {
      modifiers |= Modifiers.DEFAULT;
    }
    int kept = modifiers;
    List<String> declared = List.copyOf(thrown);
    return new CodeTraits(
        flags,
        descriptor,
        traits ->
            methods.add(
                new MethodFacts(
                    name,
                    kept,
                    type.typeParameters(),
                    type.returns(),
                    type.parameters(),
                    declared,
                    List.of(),
                    traits,
                    0)));
  }

  /** Whether a method is one that code elsewhere may mean. */
  static boolean isKept(int flags, String methodName) {
    return isApi(flags) && !methodName.equals("<clinit>") && (flags & Opcodes.ACC_BRIDGE) == 0;
  }

  /** Whether a member is one that code elsewhere may mean. */
  static boolean isApi(int flags) {
    return (flags & (Modifiers.PUBLIC | Modifiers.PROTECTED)) != 0
        && (flags & Opcodes.ACC_SYNTHETIC) == 0;
  }
}
