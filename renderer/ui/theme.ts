import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eef7f7',
  '#dcecec',
  '#b0d9da',
  '#86c5c7',
  '#74c3c7',
  '#3d9ea2',
  '#1f8388',
  '#116a70',
  '#0d565b',
  '#083e42',
];

const systemFont = '"Segoe UI", -apple-system, Inter, Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif';

const line = 'var(--line-width) solid';

/** The accent's buttons take their colours from theme.css, so that they hold their contrast in every theme. */
const variantColors: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  if (input.color !== undefined && input.color !== 'accent') return usual;
  if (input.variant === 'filled') {
    return { background: 'var(--accent)', hover: 'var(--accent)', color: 'var(--on-accent)', border: `${line} transparent` };
  }
  if (input.variant === 'subtle' || input.variant === 'light') {
    return { background: 'transparent', hover: 'var(--accent-soft)', color: 'var(--accent)', border: `${line} transparent` };
  }
  return usual;
};

/** One neutral palette, one accent, 14 px, small corners, no shadows. The colours themselves stand in theme.css. */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  variantColorResolver: variantColors,
  fontFamily: systemFont,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily: systemFont,
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '3px', md: '3px', lg: '4px', xl: '6px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 0 }, centered: true, shadow: 'none' } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 } } },
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
});

/** Mantine's own variables say what theme.css says. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--dim)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--alert)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  },
  light: {},
  dark: {},
});
