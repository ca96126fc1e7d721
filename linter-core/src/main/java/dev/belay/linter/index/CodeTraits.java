package dev.belay.linter.index;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads {@link BodyTrait}s from a method's code: what a short body says by its last instruction
 * before each return. What is not seen so plainly has no trait.
 */
final class CodeTraits extends MethodVisitor {

  /** Where the value on top of the stack comes from. */
  private enum Value {
    THIS,
    PARAMETER,
    FIELD,
    COMPLETED,
    NULL,
    OTHER
  }

  private final Consumer<Set<BodyTrait>> reader;
  private final boolean hasThis;
  private final int parameterEnd;
  private final Set<Value> returned = EnumSet.noneOf(Value.class);
  private Value top = Value.OTHER;
  private boolean asksForThread;
  private boolean interrupts;
  private boolean reassigns;

  /**
   * Traits of one method.
   *
   * @param reader is handed them at its end
   */
  CodeTraits(int flags, String descriptor, Consumer<Set<BodyTrait>> reader) {
    super(Opcodes.ASM9);
    this.reader = reader;
    this.hasThis = (flags & Opcodes.ACC_STATIC) == 0;
    this.parameterEnd = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (hasThis ? 0 : 1);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean parameter = variable < parameterEnd;
    reassigns |= opcode == Opcodes.ASTORE && parameter;
    top =
        opcode != Opcodes.ALOAD || !parameter
            ? Value.OTHER
            : variable == 0 && hasThis ? Value.THIS : Value.PARAMETER;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    boolean own = opcode == Opcodes.GETFIELD && top == Value.THIS || opcode == Opcodes.GETSTATIC;
    top = own ? Value.FIELD : Value.OTHER;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode != Opcodes.CHECKCAST) {
      top = Value.OTHER;
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean onInterface) {
    asksForThread |= owner.equals("java/lang/Thread") && name.equals("currentThread");
    interrupts |= owner.equals("java/lang/Thread") && name.equals("interrupt");
    boolean completed = opcode == Opcodes.INVOKESTATIC && BodyTraits.COMPLETED.contains(name);
    top = completed ? Value.COMPLETED : Value.OTHER;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      returned.add(top);
    }
    top = opcode == Opcodes.ACONST_NULL ? Value.NULL : Value.OTHER;
  }

  /** Where control comes from elsewhere too, so may the value. */
  @Override
  public void visitLabel(Label label) {
    top = Value.OTHER;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, org.objectweb.asm.Handle method, Object... arguments) {
    top = Value.OTHER;
  }

  @Override
  public void visitLdcInsn(Object value) {
    top = Value.OTHER;
  }

  @Override
  public void visitEnd() {
    Set<BodyTrait> traits = EnumSet.noneOf(BodyTrait.class);
    if (asksForThread && interrupts) {
      traits.add(BodyTrait.MAY_RESTORE_INTERRUPT);
    }
    if (returned.equals(EnumSet.of(Value.THIS))) {
      traits.add(BodyTrait.RETURNS_THIS);
    } else if (returned.equals(EnumSet.of(Value.FIELD))) {
      traits.add(BodyTrait.RETURNS_FIELD);
    } else if (returned.equals(EnumSet.of(Value.PARAMETER)) && !reassigns) {
      traits.add(BodyTrait.RETURNS_PARAMETER);
    } else if (!returned.isEmpty()
        && EnumSet.of(Value.COMPLETED, Value.NULL).containsAll(returned)) {
      traits.add(BodyTrait.RETURNS_COMPLETED);
    }
    reader.accept(Set.copyOf(traits));
  }
}
