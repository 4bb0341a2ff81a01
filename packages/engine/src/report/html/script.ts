/**
 * The little that a page cannot do by itself: copy, open and close everything, open everything for paper, lead to what is closed.
 * Without it everything can be read. Plain ES2020, no request, no storage.
 */
export const reportScript = `(()=>{
'use strict';
const root=document.documentElement;
root.classList.add('js');
const live=()=>document.getElementById('live');
const say=(text)=>{const at=live();if(at)at.textContent=text};
async function copy(text){
try{await navigator.clipboard.writeText(text);return true}catch{}
const area=document.createElement('textarea');area.value=text;area.className='vh';area.setAttribute('aria-hidden','true');
document.body.append(area);area.select();let done=false;try{done=document.execCommand('copy')}catch{}area.remove();return done}
const everything=(open)=>{for(const item of document.querySelectorAll('main details'))item.open=open};
document.addEventListener('click',async(event)=>{
const button=event.target instanceof Element?event.target.closest('button'):null;
if(!button)return;
if(button.dataset.copy!==undefined){
const before=button.textContent;const done=await copy(button.dataset.copy);
const text=done?button.dataset.done:button.dataset.failed;button.textContent=text;say(text);
setTimeout(()=>{button.textContent=before},1600)}
else if(button.dataset.act==='open')everything(true);
else if(button.dataset.act==='close')everything(false)});
function reveal(){
let id="";try{id=decodeURIComponent(location.hash.slice(1))}catch{}const at=id&&document.getElementById(id);if(!at)return;
for(let up=at;up;up=up.parentElement)if(up.tagName==='DETAILS')up.open=true;
const own=at.querySelector('details');if(own&&at.tagName==='LI')own.open=true;
at.scrollIntoView()}
addEventListener('hashchange',reveal);reveal();
let closed=[];
addEventListener('beforeprint',()=>{closed=[...document.querySelectorAll('main details:not([open])')];for(const item of closed)item.open=true});
addEventListener('afterprint',()=>{for(const item of closed)item.open=false;closed=[]});
})();`;
