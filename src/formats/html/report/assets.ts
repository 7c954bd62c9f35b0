import reportScript from '../browser/keys.js?raw'
import reportStyle from '../browser/report.css?raw'

export { reportScript, reportStyle }
