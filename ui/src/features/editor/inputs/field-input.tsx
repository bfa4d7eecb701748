import {
  BlockLabelInput,
  CredentialInput,
  ModelInput,
  ParameterKeyInput,
  WorkflowInput,
} from "@/features/editor/inputs/choice-inputs";
import { ErrorCodesInput } from "@/features/editor/inputs/error-codes-input";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { JsonInput } from "@/features/editor/inputs/json-input";
import { ParameterKeysInput } from "@/features/editor/inputs/parameter-keys-input";
import { ProxyInput } from "@/features/editor/inputs/proxy-input";
import {
  BooleanInput,
  ChoiceInput,
  NumberInput,
  TextInput,
} from "@/features/editor/inputs/simple-inputs";
import { TextListInput } from "@/features/editor/inputs/text-list-input";
import { TextMapInput } from "@/features/editor/inputs/text-map-input";

/** The control for a field. What is drawn otherwise (schemas, secrets, switches) is chosen before. */
export function FieldInput(props: InputProps) {
  const { input } = props.field;
  switch (input.type) {
    case "text":
    case "url":
    case "prompt":
    case "code":
      return <TextInput {...props} />;
    case "integer":
    case "number":
      return <NumberInput {...props} />;
    case "boolean":
      return <BooleanInput {...props} />;
    case "choice":
      return <ChoiceInput {...props} options={input.options} />;
    case "textList":
      return <TextListInput {...props} />;
    case "textMap":
      return <TextMapInput {...props} />;
    case "errorCodes":
      return <ErrorCodesInput {...props} />;
    case "json":
    case "schema":
      return <JsonInput {...props} takesText={input.text} />;
    case "codeSteps":
      return <JsonInput {...props} takesText={false} />;
    case "blockLabel":
      return <BlockLabelInput {...props} />;
    case "parameterKey":
      return <ParameterKeyInput {...props} />;
    case "parameterKeys":
      return <ParameterKeysInput {...props} />;
    case "credential":
      return <CredentialInput {...props} />;
    case "model":
      return <ModelInput {...props} />;
    case "workflow":
      return <WorkflowInput {...props} />;
    case "proxy":
      return <ProxyInput {...props} />;
    case "branches":
    case "criterion":
    case "blocks":
      return null;
  }
}
