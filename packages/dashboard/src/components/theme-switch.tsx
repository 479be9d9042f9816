import { chooseTheme, THEMES, type Theme, useTheme } from '../state/theme.ts';
import { Icon, type IconName } from './icon.tsx';

const ICONS: { readonly [Name in Theme]: IconName } = { system: 'screen', light: 'sun', dark: 'moon' };

/** Goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Theme: ${theme}. Switch to ${next}`}
      title={`Theme: ${theme}`}
      onClick={() => chooseTheme(next)}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
}
