/**
 * Taro writes only the attributes that it knows into the templates, and it knows none of the aria ones: they would
 * vanish without a word. An empty value means "pass on whatever the component was given".
 */
const named = { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' }
const stateful = {
  ...named,
  'aria-checked': '',
  'aria-disabled': '',
  'aria-expanded': '',
  'aria-selected': '',
  'aria-live': '',
  'aria-modal': '',
}

export const accessibleComponents = {
  View: { ...stateful, 'aria-valuenow': '', 'aria-valuemin': '', 'aria-valuemax': '', 'aria-valuetext': '' },
  Text: named,
  Button: stateful,
  Input: { ...named, 'aria-invalid': '', 'aria-describedby': '' },
  ScrollView: named,
  Image: named,
  Canvas: named,
}
