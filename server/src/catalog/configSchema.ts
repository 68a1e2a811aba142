// The JSON schema of `rulewright.toml`.
import schema from '../../data/rulewright.schema.json';

/** Made from the settings that package.json states. */
export const configSchema: unknown = schema;
